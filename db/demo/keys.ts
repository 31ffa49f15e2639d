/** The password of all of the demonstration's people. */
export const demoPassword = "seaholme panel demo";
/** What an authenticator app is given for any of them: one for all. */
export const demoSecret = "SEAHOLMEPANELDEMOSEAHOLMEPANEL2A";
