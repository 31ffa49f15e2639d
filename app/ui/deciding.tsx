import type { Reason } from "../models/meetings/agenda.ts";
import { Reasons } from "./reasons.tsx";

/** The proposed subjects that a form decides on, with their reasons; posted again with it. */
export const Deciding = ({ named }: { named: { id: string; ref: string; display_name: string; reasons: Reason[] }[] }) => (
  <ul className="deciding">
    {named.map((p) => (
      <li key={p.id}>
        <input type="hidden" name="proposals[]" value={p.id.slice(0, 13)} />
        <strong>{p.display_name}</strong>{p.display_name !== p.ref && <span className="ref"> {p.ref}</span>}
        <Reasons reasons={p.reasons} />
      </li>
    ))}
    {named.length === 0 && <li>Nobody is chosen. Go back and tick at least one.</li>}
  </ul>
);
