import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { dayAndTime } from "../models/core/days.ts";
import { ownConflicts } from "../models/subjects/conflict.server.ts";
import { factorOf } from "../models/people/factor.server.ts";
import { ownSessions } from "../models/people/sessions.server.ts";
import { changePassword } from "../models/people/account.server.ts";
import { z } from "../shapes.server.ts";
import { Form, TextInput } from "../ui/form.tsx";
import { Facts, Notice, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Your account – Panelroom" }];

const password = (missing: string) => z.string({ error: missing }).min(1, missing).max(200, "Use 200 characters or fewer");
const changing = () => z.object({ oldPassword: password("Enter your present password"), password: password("Enter a new password"), passwordAgain: password("Enter the new password again") });

export async function loader({ request, context: { ask, token, settings } }: LoaderFunctionArgs) {
  const { name, email, agencyName, mustChangePassword } = ask.who;
  return json({ name, email, agencyName, mustChangePassword, conflicts: await ownConflicts(ask), factor: await factorOf(ask), sessions: (await ownSessions(ask, token, settings.limits)).length, changed: new URL(request.url).searchParams.has("changed"), declared: new URL(request.url).searchParams.has("declared") });
}

export const action = ({ request, context: { ask, token } }: ActionFunctionArgs) =>
  submit(request, changing, async ({ oldPassword, password, passwordAgain }) => {
    await changePassword(ask, { old: oldPassword, password, again: passwordAgain }, token);
    return redirect("/account?changed");
  });

export default function Account() {
  const { name, email, agencyName, mustChangePassword, conflicts, changed, declared, factor, sessions } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTop title="Your account" />
      {changed && <Notice kind="success">Your password is changed. You are signed out everywhere else.</Notice>}
      {mustChangePassword && (
        <Notice kind="warning" title="Choose a password of your own">
          The one that you signed in with was set by an administrator. Until you change it, nothing else opens.
        </Notice>
      )}
      <Facts rows={[["Name", name], ["E-mail address", email], ["Agency", agencyName],
        ["Authenticator app", <span key="app">{factor.since ? `connected ${dayAndTime(factor.since)}` : "none"}{!mustChangePassword && <>. {factor.codesLeft} recovery {factor.codesLeft === 1 ? "code" : "codes"} left. <Link className="govuk-link" to="/account/recovery-codes">Make new ones</Link></>}</span>],
        ["Passkeys", <span key="passkeys">{factor.passkeys || "none"}{!mustChangePassword && <>. <Link className="govuk-link" to="/account/passkeys">Add, look, remove</Link></>}</span>],
        ["Signed in", <span key="sessions">{sessions === 1 ? "here alone" : `in ${sessions} places`}{!mustChangePassword && <>. <Link className="govuk-link" to="/account/sessions">Where, and ending it</Link></>}</span>]]} />
      <p className="govuk-body">If any of this is wrong, ask your administrator.{!mustChangePassword && <> What you noted for yourself is under <Link className="govuk-link" to="/own-notes">my notes</Link>.</>}</p>
      {conflicts.length > 0 && (
        <section id="conflicts" aria-labelledby="conflicts-head">
          <h2 className="govuk-heading-m" id="conflicts-head">Conflicts of interest that you declared</h2>
          {declared && <Notice kind="success">You take no part in this any more.</Notice>}
          <p className="govuk-body">What they are about is not shown to you any more, here neither. The chair or the deputy of the panel can end one.</p>
          <ul className="govuk-list govuk-list--bullet">{conflicts.map((at) => <li key={at}>Declared {dayAndTime(at)}</li>)}</ul>
        </section>
      )}
      <h2 className="govuk-heading-m">Change your password</h2>
      <div className="narrow">
        <Form submit="Change password">
          {/* Lets password keepers know whose password this is. */}
          <input type="hidden" autoComplete="username" value={email} readOnly />
          <TextInput name="oldPassword" label="Present password" type="password" autoComplete="current-password" width="20" />
          <TextInput name="password" label="New password" type="password" autoComplete="new-password" hint="At least 12 characters, for instance three random words" width="20" />
          <TextInput name="passwordAgain" label="New password again" type="password" autoComplete="new-password" width="20" />
        </Form>
      </div>
    </>
  );
}
