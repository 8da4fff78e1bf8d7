/** The operator's key, where the API asks for one. */
export const access = {
  title: "Please enter the operator key",
  lead: "Invoices and stock are shown to whoever has it. What you were doing goes on as soon as it is entered; nothing you typed is lost.",
  key: "Operator key",
  kept: "It is kept in this tab only, until you close it.",
  missing: "Enter the key that you were given.",
  wrong: "That is not the key. Check that you have copied all of it, or ask for the new one.",
  enter: "Continue",
  trying: "Checking…",
  forget: "Forget the operator key",
};
