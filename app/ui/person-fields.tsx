import { dayOf, type Instant, shortDay } from "../models/core/days.ts";
import { type Choice, Fieldset, Radios, Select, TextInput, Tick } from "./form.tsx";

/** The fields of a person, as an administrator sets them. */
export const PersonFields = ({ agencies }: { agencies: Choice[] }) => (
  <>
    <TextInput name="name" label="Name" />
    <TextInput name="email" label="E-mail address" hint="They sign in with it" type="email" />
    <Select name="agencyId" label="Agency" choices={agencies} />
    <TextInput name="jobTitle" label="Job title (optional)" />
    <TextInput name="phone" label="Telephone (optional)" type="tel" width="20" />
    <TextInput name="homePostcode" label="Home postcode (optional)" hint="Kept only so that the privacy officer notices when they read a record at their own address" width="10" />
    <Fieldset legend="Duties">
      <Tick name="isLead" label="Lead of the agency" hint="Sees all of the agency's actions, not only their own" />
      <Tick name="isAdministrator" label="Administrator" hint="Adds people, agencies and panels; sees no case, so belongs to no panel" />
      <Tick name="isAuditor" label="Auditor" hint="Sees who read and did what, without content; belongs to no panel" />
      <Tick name="isPrivacyOfficer" label="Privacy officer" hint="Reviews what was opened in an emergency, sees who reads what, gives inspectors their samples; belongs to no panel" />
      <Tick name="isDutyOfficer" label="On duty out of hours" hint="May open a record in an emergency, with a reason and a review after" />
    </Fieldset>
  </>
);

/** A password that is shown once: what to do with it. */
export const FirstPassword = ({ name, password }: { name: string; password: string }) => (
  <div className="govuk-panel firstpassword">
    <p className="firstpassword__words">The password of {name} to begin with is</p>
    <p className="firstpassword__password"><code>{password}</code></p>
    <p className="firstpassword__words">It is shown only now and kept nowhere. Give it to them yourself, by telephone or in person, not by e-mail. Until they have changed it at their first sign-in, nothing else opens to them.</p>
  </div>
);

/** The last day of what is good until that instant. */
export const lastDayOf = (until: Instant): string => shortDay(dayOf(new Date(Date.parse(until) - 1)));

/** A link that is shown once: what to do with it. */
export const PasswordLink = ({ name, address, until }: { name: string; address: string; until: string }) => (
  <div className="govuk-panel firstpassword">
    <p className="firstpassword__words">With this link {name} sets a password that nobody else knows</p>
    <p className="firstpassword__link"><code>{address}</code></p>
    <p className="firstpassword__words">It is shown only now, works once, until the end of {lastDayOf(until)}. Send it to them, or print this page: whoever has it first can set the password, so make sure that it reaches them and nobody else. Another link, or their leaving, ends it.</p>
  </div>
);

/** How somebody gets a password: asked where one is made. */
export const BeginningField = ({ none }: { none?: boolean }) => (
  <Radios name="beginning" label="Password" choices={[
    { value: "link", label: "They choose it themselves, by a link", hint: "The link works once, for three working days" },
    { value: "password", label: "A password that you hand over", hint: "They must change it before anything else opens" },
    ...(none ? [{ value: "none", label: "None: they sign in with their agency’s account" }] : []),
  ]} />
);
