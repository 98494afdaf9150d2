"""Geography: names of countries and large cities, as general knowledge; nothing of any text."""

_COUNTRIES = """
Afghanistan, Albania, Algeria, Angola, Argentina, Armenia, Australia, Austria, Azerbaijan, Bahrain,
Bangladesh, Belarus, Belgium, Benin, Bhutan, Bolivia, Botswana, Brazil, Brunei, Bulgaria, Cambodia,
Cameroon, Canada, Chile, China, Colombia, Croatia, Cuba, Cyprus, Czechia, Denmark, Ecuador, Egypt,
Estonia, Ethiopia, Fiji, Finland, France, Gabon, Georgia, Germany, Ghana, Greece, Guatemala, Guinea,
Haiti, Honduras, Hungary, Iceland, India, Indonesia, Iran, Iraq, Ireland, Israel, Italy, Jamaica,
Japan, Jordan, Kazakhstan, Kenya, Kuwait, Kyrgyzstan, Laos, Latvia, Lebanon, Liberia, Libya,
Lithuania, Luxembourg, Madagascar, Malawi, Malaysia, Maldives, Mali, Malta, Mauritius, Mexico,
Mongolia, Morocco, Mozambique, Myanmar, Namibia, Nepal, Netherlands, New Zealand, Nicaragua, Niger,
Nigeria, North Korea, Norway, Oman, Pakistan, Panama, Papua New Guinea, Paraguay, Peru, Philippines,
Poland, Portugal, Qatar, Romania, Russia, Rwanda, Saudi Arabia, Senegal, Serbia, Singapore,
Slovakia, Slovenia, Somalia, South Africa, South Korea, Spain, Sri Lanka, Sudan, Sweden,
Switzerland, Syria, Tajikistan, Tanzania, Thailand, Tunisia, Turkey, Turkmenistan, UAE, Uganda, UK,
Ukraine, United Arab Emirates, United Kingdom, United States, Uruguay, US, USA, Uzbekistan,
Venezuela, Vietnam, Yemen, Zambia, Zimbabwe
"""
_PROVINCES = """
Guangdong, Fujian, Hunan, Hubei, Hainan, Jiangxi, Jiangsu, Zhejiang, Anhui, Sichuan, Yunnan,
Guizhou, Henan, Hebei, Shandong, Shanxi, Shaanxi, Gansu, Qinghai, Liaoning, Jilin,
Heilongjiang, Guangxi, Xinjiang, Tibet, Ningxia, Inner Mongolia
"""
_CITIES = """
Guangzhou, Shenzhen, Zhuhai, Foshan, Dongguan, Zhongshan, Jiangmen, Huizhou, Zhaoqing, Shantou,
Zhanjiang, Shaoguan, Maoming, Qingyuan, Beijing, Shanghai, Tianjin, Chongqing, Chengdu, Wuhan,
Hangzhou, Nanjing, Suzhou, Xiamen, Fuzhou, Changsha, Nanning, Haikou, Sanya, Kunming, Guiyang,
Xian, Taiyuan, Hohhot, Lhasa, Lanzhou, Xining, Yinchuan, Urumqi, Zhengzhou, Jinan, Qingdao,
Dalian, Shenyang, Harbin, Hefei, Nanchang, Ningbo, Wuxi, Taipei,
Tokyo, Osaka, Seoul, Busan, Bangkok, Jakarta, Manila, Hanoi, Kuala Lumpur, Mumbai, Delhi, New Delhi,
Dubai, Abu Dhabi, Riyadh, London, Paris, Berlin, Frankfurt, Brussels, Geneva, Zurich, Rome, Madrid,
Lisbon, Moscow, New York, Washington, San Francisco, Los Angeles, Chicago, Boston, Toronto,
Vancouver, Sydney, Melbourne
"""


def _names(text: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in text.split(","))


COUNTRIES = _names(_COUNTRIES)
PROVINCES = _names(_PROVINCES)
CITIES = _names(_CITIES)
TERRITORIES = COUNTRIES | PROVINCES | CITIES
