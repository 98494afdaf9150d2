// 已存問題的主題與欄名（機器草擬，待母語者審閱）。Subjects and columns of saved queries; in English the
// headers of queries/*.rq have them. Machine-drafted until a speaker has read it.
export default Object.freeze({
  "companies": "公司", "documents": "文件", "entity": "實體", "events": "活動", "evidence": "出處", "figures": "數字", "graph": "圖",
  "links": "關係", "map": "地圖", "money": "款項", "names": "名稱", "offices": "職位", "organisations": "組織", "people": "人物",
  "plans": "計劃", "ports": "口岸", "services": "服務", "sources": "來源", "statements": "言論", "time": "時間", "topics": "領域",
  "unknown": "未知", "zones": "區域",
  "document": "文件", "claim": "陳述", "kind": "性質", "speaker": "發言者", "property": "關係", "subject": "主體", "object": "客體", "unit": "單位",
  "as_of": "截至", "date": "日期", "quote": "引文", "claims": "陳述", "example_claim": "陳述之一", "relation": "關係", "counted": "所計事物",
  "type": "類型", "event": "活動", "quantifier": "限定", "place": "地方", "value": "數值", "post": "職位", "when": "時間", "purpose": "目的",
  "promised": "承諾日期", "measure": "量度", "person": "人物", "acting": "署任", "role": "角色", "other": "另一方", "value_max": "上限",
  "state": "狀態", "since": "自", "day": "日期", "outlet": "媒體", "other_claim": "另一陳述", "about": "關於", "body": "機構", "valid_to": "至",
  "title": "標題", "issued": "發布日", "name": "名稱", "scope": "範圍", "reason": "理由", "payer": "付款者", "direction": "方向", "port": "口岸",
  "act": "行為", "through": "經由", "covering_claim": "所據陳述", "company": "公司", "origin": "來自", "origin_claim": "來源陳述", "link": "連繫",
  "via": "經由", "condition": "條件", "publisher": "發布者", "quotes": "引文", "speakers": "發言者", "date_basis": "日期依據", "start": "開始",
  "expected": "預期日期", "field": "領域", "other_value": "另一數值", "other_counted": "另一所計事物", "other_as_of": "另一截至日", "other_document": "另一文件",
  "founder": "創辦者", "founded": "所創立", "valid_from": "自", "common": "共同", "other_property": "另一關係", "other_kind": "另一性質",
  "language": "語言", "source": "來源", "neighbours": "相鄰實體", "objective": "目標", "earliest": "最早", "page": "頁", "participant": "參加者",
  "latitude": "緯度", "longitude": "經度", "radius_kilometres": "半徑（公里）", "plan": "計劃", "named": "具名", "promised_state": "承諾的狀態",
  "state_date": "狀態日期", "reached": "已達狀態", "state_claim": "狀態的陳述", "dated": "有日期", "own_claim": "自身的陳述", "settler": "落戶者",
  "within": "在其中", "what": "什麼", "label": "名稱", "visitor": "訪客", "project": "項目", "jointly_with": "聯同", "sector": "行業", "year": "年份",
  "one": "其一", "zone": "區域", "from": "由", "to": "至", "south": "南界", "north": "北界", "west": "西界", "east": "東界", "holds": "當日有效",
});
