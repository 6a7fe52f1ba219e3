"""What the server has to know of the visits to the pages, which it does not make: `Visits`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Visits"]


class Visits(Protocol):
    """The visits to the pages, as whoever makes the pages knows them."""

    @property
    def sign_in(self) -> bool:
        """Whether people have to sign in."""
        ...

    def option(self, name: str) -> object:
        """Return an option that the server was started with."""
        ...

    def may_bring(self, visit: str) -> bool:
        """Return whether the page of a visit asks for files now."""
        ...

    def brought(self) -> Mapping[str, int]:
        """Return how many bytes of files each visit has brought that are still held."""
        ...

    def tidy(self) -> None:
        """End the visits that are over; called every few seconds in the event loop."""
        ...
