"""Words that a catalogue had for texts that left the source, and that such a text brings back.

What people have typed in the file for it comes first; where something stands in its place already,
the words of before stay what they are, obsolete.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from transpipe.model import Catalogue, Edition, Merged, Unit, UnitId
from transpipe.target_edits.take_in import obsolete
from transpipe.units.bare import stands
from transpipe.units.placement import spoken


@dataclass(frozen=True)
class Asleep:
    """Units of the source as it is now, with words that they would have from ones of before."""

    units: dict[UnitId, Unit] = field(default_factory=dict)

    def less(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue with none of these words."""
        if not self.units:
            return catalogue
        units = (
            unit.changed("") if unit.active and unit.id in self.units else unit
            for unit in catalogue.units
        )
        return replace(catalogue, units=tuple(units))

    def awake(self, merged: Merged, taken: Collection[UnitId]) -> Merged:
        """The merge with the words of those that have none yet, and are not `taken` by others.

        Of the others nothing came from before; their words stay obsolete.
        """
        if not self.units:
            return merged
        catalogue = merged.catalogue
        back = {
            unit.id
            for unit in catalogue.active()
            if unit.id in self.units and not unit.target and unit.id not in taken
        }
        units = [self.units[u.id] if u.active and u.id in back else u for u in catalogue.units]
        here = {unit.target for unit in units}
        left = (obsolete(unit) for key, unit in self.units.items() if key not in back)
        units += [unit for unit in left if unit.target not in here]
        gone = self.units.keys() - back
        carried = tuple(s for s in merged.carried if UnitId(s.context, s.source) not in gone)
        return replace(merged, catalogue=replace(catalogue, units=tuple(units)), carried=carried)


def asleep(edition: Edition, before: Catalogue) -> Asleep:
    """The units of a merged edition whose words were obsolete `before`, and not in its file."""
    live = before.active()
    known, used = {unit.id for unit in live}, {unit.target for unit in live}
    old = {u.target for u in before.units if not u.active and u.target} - used
    found = [u for u in edition.catalogue.active() if u.target in old and u.id not in known]
    said = {text for _kind, text in spoken(edition.file)} if found else ()
    return Asleep({unit.id: unit for unit in found if not stands(unit.target, said)})
