import { type RefObject, useEffect, useRef, useState } from "react";

// A passkey is asked of the browser, and goes along with the form in a hidden field. Without scripts there is none: the form then says so.

const tried: Record<string, string> = {
  NotAllowedError: "The browser was given no passkey, or it took too long. Try again",
  InvalidStateError: "This device has a passkey here already",
};

/** Asks the browser for a passkey, made new or to sign with. Throws words for the person. */
async function askBrowser(purpose: "make" | "sign"): Promise<string> {
  const answer = await fetch(`/passkey-options?for=${purpose}`, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok || !answer.headers.get("content-type")?.includes("json")) throw new Error("The server did not answer. Load this page again");
  const { startAuthentication, startRegistration } = await import("@simplewebauthn/browser");
  try {
    const optionsJSON = await answer.json();
    return JSON.stringify(purpose === "make" ? await startRegistration({ optionsJSON }) : await startAuthentication({ optionsJSON }));
  } catch (error) {
    throw new Error(tried[(error as Error).name] ?? "This browser could not use a passkey here");
  }
}

/** Puts what the browser gives into the hidden field and sends its form; the field is empty again afterwards. */
function useBrowserPasskey(purpose: "make" | "sign", field: RefObject<HTMLInputElement>) {
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const go = async () => {
    const form = field.current?.form;
    if (!form || busy) return;
    setFault("");
    setBusy(true);
    try {
      field.current!.value = await askBrowser(purpose);
      form.requestSubmit();
      field.current!.value = "";
    } catch (error) {
      setFault((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  return { fault, busy, go };
}

const Fault = ({ text }: { text: string }) => <div role="alert">{text && <p className="govuk-error-message">{text}</p>}</div>;

/** In a form whose button makes a passkey, once it has a name. */
export function NewPasskey() {
  const field = useRef<HTMLInputElement>(null);
  const { fault, go } = useBrowserPasskey("make", field);
  const latest = useRef(go);
  latest.current = go;
  useEffect(() => {
    const form = field.current?.form;
    const ask = (event: Event) => {
      if (field.current?.value || !String(new FormData(event.currentTarget as HTMLFormElement).get("name") ?? "").trim()) return;
      event.preventDefault();
      event.stopPropagation();
      void latest.current();
    };
    form?.addEventListener("submit", ask);
    return () => form?.removeEventListener("submit", ask);
  }, []);
  return (
    <>
      <Fault text={fault} />
      <input type="hidden" name="passkey" ref={field} />
    </>
  );
}

/** A button that sends its form with what a passkey signed. */
export function SignWithPasskey({ name, label }: { name: string; label: string }) {
  const field = useRef<HTMLInputElement>(null);
  const { fault, busy, go } = useBrowserPasskey("sign", field);
  const [scripts, setScripts] = useState(false);
  useEffect(() => setScripts("PublicKeyCredential" in window), []);
  return (
    <div className="govuk-form-group">
      <Fault text={fault} />
      <input type="hidden" name={name} ref={field} />
      <button type="button" className="govuk-button govuk-button--secondary passkey" aria-disabled={busy || !scripts || undefined} onClick={() => void go()}>{label}</button>
      <noscript><p className="govuk-hint">Passkeys need scripts, which are switched off in this browser.</p></noscript>
    </div>
  );
}
