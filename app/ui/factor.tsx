import { useRouteLoaderData } from "@remix-run/react";
import type { RootData } from "../root.tsx";
import { Fieldset, TextInput } from "./form.tsx";
import { SignWithPasskey } from "./passkey.tsx";

/** A QR code, drawn square by square. */
export const Qr = ({ squares: { size, path }, label }: { squares: { size: number; path: string }; label: string }) => (
  <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
    <rect width={size} height={size} fill="#fff" />
    <path d={path} fill="#000" />
  </svg>
);

/** What an authenticator app is given: the square, and the key for whoever has no camera. */
export const AppKey = ({ secret, qr }: { secret: string; qr: { size: number; path: string } }) => (
  <>
    <Qr squares={qr} label="Square for the authenticator app" />
    <p className="govuk-body">Key: <strong className="paper__hash">{secret}</strong></p>
  </>
);

/** Recovery codes, once. */
export const RecoveryCodes = ({ codes }: { codes: string[] }) => (
  <>
    <p className="govuk-body">Each signs you in once, when you do not have your authenticator app or passkey. Print this page or write them down, and keep them where you keep your pass. They are not shown again.</p>
    <ul className="recovery">{codes.map((code) => <li key={code}>{code}</li>)}</ul>
  </>
);

/** By what it is to be proved again who acts, before what weighs; null when it was proved lately. */
export const useMustProve = () => (useRouteLoaderData("root") as RootData | undefined)?.mustProve ?? null;

/** The legend where only what lets more people read weighs. */
export const whenMoreWill = "If more people will read it: prove that it is you";

/** In a form that weighs: a code or a passkey, when it was not proved lately who acts. A form that was not told so yet is told by its refusal. `legend` says when it weighs, where it does not always; null on a page that is about nothing else. */
export function ProofField({ legend = "This weighs: prove that it is you" }: { legend?: string | null }) {
  const must = useMustProve();
  if (!must) return null;
  const { app, passkey, provider } = must;
  const code = app ? { label: "Code of your authenticator app", ...(passkey && { hint: "Or use your passkey" }) } : { label: "Recovery code", hint: "If you do not have the device with your passkey" };
  const fields = (
    <>
      {provider && <p className="govuk-body"><a className="govuk-link" href={`/sign-in-with/${provider.id}`} target="_blank" rel="noreferrer">Prove it with the sign-in of {provider.name} (opens a new tab)</a>, then come back and press the button.</p>}
      {passkey && <SignWithPasskey name="passkeyProof" label="Use your passkey" />}
      {(app || passkey || !provider) && <TextInput name="proof" {...code} autoComplete="one-time-code" width={app ? "10" : "20"} />}
    </>
  );
  return legend === null ? fields : <Fieldset legend={legend}>{fields}</Fieldset>;
}
