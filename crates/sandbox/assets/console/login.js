// App connections: what befalls the tokens of the person who let the app in.

import { card, choice, field, input, make, press } from "./kit.js";

const SCOPES = [["whatsapp_business_management"], ["whatsapp_business_messaging"], ["business_management"]].map(([one]) => [one, one]);

export default {
  id: "login",
  title: "App connections",
  lead: "A person let the app in by Facebook's login dialog. Here their permission ends, or changes.",
  build(desk) {
    const days = input("number", "5", { min: 0, max: 3650 });
    const scope = choice(SCOPES, SCOPES[1][0]);
    const befall = (what, said) => desk.act(() => desk.call("POST", "/login/person", what),
      ({ tokens }) => (tokens ? said : "This person gave no token yet."));
    return [
      card("The person's tokens", "The next call of the app is refused with code 190.",
        make("div", "buttons",
          press("Expire now", () => befall({ kind: "expire" }, "The tokens are over.")),
          press("Remove the app", () => befall({ kind: "revoke" }, "The app was removed.")))),
      card("They end soon", "Loket sees it at its next look. Data access cannot be made longer without the person.",
        field("Days", days),
        make("div", "buttons",
          press("The tokens end", () => befall({ kind: "end_in", days: Number(days.value) }, "The end was moved.")),
          press("Data access ends", () => befall({ kind: "data_ends_in", days: Number(days.value) }, "The end was moved.")))),
      card("A permission is taken back", "",
        field("Permission", scope),
        make("div", "buttons", press("Take it back", () => befall({ kind: "lose", scope: scope.value }, "It was taken back.")))),
      card("Exchange", "After a day a token is exchanged for one of another sixty days, or for itself.",
        make("div", "buttons",
          press("Give longer ones", () => desk.act(() => desk.call("PATCH", "/settings", { lengthen_tokens: true }), "Tokens are made longer.")),
          press("Give the same one", () => desk.act(() => desk.call("PATCH", "/settings", { lengthen_tokens: false }), "Tokens stay as they are.")))),
    ];
  },
  update() {},
};
