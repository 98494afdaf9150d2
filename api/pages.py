"""Pages for people, from web/templates. Everything from a document is text, never markup."""

from functools import cache
from pathlib import Path

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg import resources
from kg.write.citation import counted, days
from kg.write.outlines import outline

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@cache
def _environment(folder: Path) -> Environment:
    found = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals.update(outline=outline, counted=counted, days=days)
    return found


def render(request: Request, name: str, **values: object) -> str:
    """The page; `root` is the path under which a proxy shows the service."""
    template = _environment(resources.find().web / "templates").get_template(name)
    service = request.app.state.views.service
    ontology, looks = service.knowledge.ontology, service.looks
    return template.render(
        looks=looks,
        # the class under which an entity of this class is drawn
        look_of=lambda name: looks.name_of(ontology.with_ancestors([name])),
        class_label=lambda name: ontology.classes[name].label,
        root=request.scope.get("root_path", ""),
        release=service.knowledge.release,
        documents_count=service.knowledge.release.documents,
        **values,
    )
