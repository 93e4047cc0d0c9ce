"""What every decision is: frozen and checked; and the decisions that are written without what is seldom said."""

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, SerializerFunctionWrapHandler, model_serializer


class Decision(BaseModel):
    """Something a manager does this month."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Terse(Decision):
    """A decision that is written without its rarer fields while these stand as when nothing is said."""

    seldom: ClassVar[tuple[str, ...]] = ("on",)

    @model_serializer(mode="wrap")
    def _tersely(self, written: SerializerFunctionWrapHandler) -> dict[str, Any]:
        fields = type(self).model_fields
        return {
            name: value
            for name, value in written(self).items()
            if name not in self.seldom or getattr(self, name) != fields[name].default
        }
