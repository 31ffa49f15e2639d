import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { shortDay } from "../models/core/days.ts";
import type { MarkerShown } from "../models/subjects/marker.server.ts";
import { Tag } from "./page.tsx";
import { useAlone } from "./record/way.tsx";

/** Markers that a panel asked for, each with what its owner answered. */
export function MarkerList<T extends MarkerShown>({ markers, of, back }: { markers: T[]; of?: (marker: T) => ReactNode; back: string }) {
  const alone = useAlone();
  return (
    <ul className="markerlist">
      {markers.map((marker) => (
        <li key={marker.id} className="markerlist__one">
          <p className="markerlist__top">
            <strong>{marker.words}</strong> <span className="ref">{marker.ref}</span> <Tag colour={marker.answer === "confirmed" ? "green" : marker.late || marker.answer === "refused" ? "orange" : "yellow"}>{marker.state}</Tag>
          </p>
          {of && <p className="markerlist__of">{of(marker)}</p>}
          <p className="markerlist__why">{marker.why}</p>
          <p className="markerlist__facts">
            {[`asked of ${marker.owner} by ${shortDay(marker.askByOn)}`, marker.reviewOn && `review ${shortDay(marker.reviewOn)}`, marker.answeredOn && `answered ${shortDay(marker.answeredOn)}`, marker.answerRef && `reference there ${marker.answerRef}`].filter(Boolean).join(" · ")}
          </p>
          {marker.answerNote && <p className="markerlist__why">{marker.answerNote}</p>}
          <AnswerFor marker={marker} />
          {marker.mayAnswer && <p className="markerlist__act"><Link className="govuk-link" to={`/markers/${marker.id}/confirmation?to=${encodeURIComponent(back)}`}>Confirm, or say why not<span className="govuk-visually-hidden"> {marker.ref}</span></Link></p>}
          {marker.own && !alone && <p className="markerlist__act"><Link className="govuk-link" to={`/markers/${marker.id}/handling`}>Who has read the answer, for whom it is<span className="govuk-visually-hidden"> {marker.ref}</span></Link></p>}
        </li>
      ))}
    </ul>
  );
}

/** For whom the words of an answer are, or who holds them. */
export const AnswerFor = ({ marker: { answerFor, answerHeld } }: { marker: Pick<MarkerShown, "answerFor" | "answerHeld"> }) =>
  answerHeld ? <p className="note__held">The reference and the note are held by {answerHeld.by}: contact {answerHeld.contact}.</p> : answerFor ? <p className="note__held">Reference and note: {answerFor}</p> : null;
