import { agencyKinds } from "./models/people/agency.ts";
import { factors } from "./models/people/factor.ts";
import { emailClaims } from "./models/people/provider.ts";
import { roles } from "./models/core/who.ts";
import { day, email, id, line, maybeDay, maybeLine, oneOf, several, ticked, z } from "./shapes.server.ts";

// The forms of the administration pages.

export const agencyShape = z.object({ name: line("Enter the agency's name", 120), kind: oneOf(agencyKinds, "Choose what kind of agency it is"), phone: maybeLine(40) });

export const signInShape = z.object({
  factors: several().transform((list) => factors.filter((factor) => list.includes(factor))), allowsPassword: ticked(), issuer: maybeLine(300), clientId: maybeLine(200), clientSecret: maybeLine(500),
  emailClaim: oneOf(emailClaims, "Choose which claim is the e-mail address"), trustsSecond: ticked(),
});

export const personShape = z.object({
  name: line("Enter the person's name", 120), email: email("Enter the person's e-mail address"), agencyId: id("Choose an agency"),
  jobTitle: maybeLine(120), phone: maybeLine(40), isLead: ticked(), isAdministrator: ticked(), isAuditor: ticked(), isPrivacyOfficer: ticked(), isDutyOfficer: ticked(),
  homePostcode: maybeLine(12).refine((text) => !text || /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i.test(text), "Enter a postcode such as SH1 2AB"),
});

/** How somebody who is there already gets a new password. */
export const beginningShape = z.object({ beginning: oneOf(["link", "password"], "Choose how they get their password") });
export const newPersonShape = personShape.extend({ beginning: oneOf(["link", "password", "none"], "Choose how they get their password") });

export const joiningShape = z.object({ personId: id("Choose a person"), role: oneOf(roles, "Choose a role"), fromOn: day("Enter the first day"), toOn: maybeDay() });

export const endingShape = z.object({ lastDay: day("Enter the last day") });
