import { Link } from "@remix-run/react";
import type { Known } from "../models/followup/no-part.server.ts";
import { Checkboxes, Form, TextArea } from "./form.tsx";
import { type Crumb, Notice, PageTop } from "./page.tsx";

/** The quiet way to a conflict of interest from the page of an item, an action or a sharing decision. */
export const NoPartLink = ({ to }: { to: string }) => <p className="nopart noprint"><Link className="govuk-link" to={to}>Declare a conflict of interest</Link></p>;

const inWords = ({ ref, name }: Known): string => (name ? `${name}, ${ref}` : ref);

/** The form of declaring one's own where one is; `thing` is what is gone at once, in words, and `then` what else is to be known. */
export const NoPartForm = ({ known, back, thing, then }: { known: readonly Known[]; back: Crumb; thing: string; then?: string }) => (
  <div className="narrow">
    <PageTop crumbs={[back]} caption={known.length === 1 ? inWords(known[0]!) : undefined} title="Declare a conflict of interest" />
    <Form submit="Declare" cancel={back.to} warning>
      <Notice kind="warning" title="It holds at once">
        Whoever knows the person, their family or the place that this is about from elsewhere takes no part. From then on {thing} and all else that concerns them is gone for you, on every page.{then && ` ${then}`} Only the chair or the deputy of the panel can end it.
      </Notice>
      {known.length > 1 && <Checkboxes name="about" label="Whom do you know?" choices={known.map((one) => ({ value: one.ref, label: inWords(one) }))} />}
      <TextArea name="reason" label="Why?" hint="In confidence: the chair and the deputy read it, and nobody else. The minutes say only who took no part." rows={3} />
    </Form>
  </div>
);
