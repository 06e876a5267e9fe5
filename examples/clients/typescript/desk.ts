// A support desk on clients that are generated from the specs: find a user of a bank by e-mail, greet, lift a lock, send
// a password reset. `build.sh` makes it; `node built/desk.js [E-MAIL]` runs it.

import { GaveUp, Lost, Settled, patient, wait } from "./calls";
import { resetPassword } from "./generated/password-reset";
import { getUserDetails, type UserDetails } from "./generated/user-details";
import { searchUsers, type FoundUser } from "./generated/user-search";
import { getUserStatus, unlockUser } from "./generated/user-status";

declare const process: { argv: string[]; env: Record<string, string | undefined>; exit(code: number): never };
declare function require(name: "node:fs"): { appendFileSync(file: string, text: string): void };

type Told = { data?: unknown; error?: unknown; response?: Response };
type Belief = { get: string; at: string; is: unknown };

const INSTITUTION = process.env.INSTITUTION_ID ?? "3fa85f64-5717-4562-b3fc-2c963f66afa6";
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const HELPED_BY_A_RESET = ["Active", "Pending", "Reset", "Dormant", "PasswordExpired", "Locked"];
const HELPED_IN_A_BRANCH = ["Disabled"];
const LOOKS = 3;

const bank = {
  baseUrl: (process.env.SIMULATOR_URL ?? "http://127.0.0.1:8765").replace(/\/$/, ""),
  auth: process.env.SIMULATOR_TOKEN_BANNO_ADMIN ?? process.env.SIMULATOR_TOKEN ?? "",
  fetch: patient as typeof fetch,
  redirect: "manual" as const,
};
const beliefs = new Map<string, Belief>();

function believe(get: string, at: string, is: unknown): void {
  beliefs.set(get + at, { get, at, is: is ?? null });
}

/** The status of an answer. Throws Lost when none came. */
function statusOf(told: Told): number {
  if (told.error instanceof GaveUp) throw told.error;
  if (!told.response) throw new GaveUp(`the call failed: ${String(told.error)}`);
  return told.response.status;
}

/** The body of a 200. Throws Settled for 404, and GaveUp for any other status. */
function bodyOf<T>(told: { data?: T } & Told, doing: string): T {
  const status = statusOf(told);
  if (status !== 200) refused(status, doing);
  return told.data as T;
}

function refused(status: number, doing: string): never {
  if (status === 404) throw new Settled(`${doing}: there is no such user`);
  if (status === 401) throw new GaveUp(`${doing}: the token is not accepted`);
  if (status === 403) throw new GaveUp(`${doing}: the token does not allow it`);
  throw new GaveUp(`${doing}: unexpected status ${status}`);
}

/** A text member, "" where it is null or absent. */
function text<T extends object>(of: T | null | undefined, name: keyof T & string): string {
  const value: unknown = of?.[name] ?? "";
  if (typeof value !== "string") throw new GaveUp(`${name}: expected a text`);
  return value;
}

/** A text for a terminal: one line, without control characters, cut where it is too long. */
function shown(value: string, width = 60): string {
  const signs = [...value.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, "\ufffd")];
  return signs.length <= width ? signs.join("") : `${signs.slice(0, width - 1).join("")}…`;
}

/** The day of an instant, in UTC. */
function day(value: string): string {
  const instant = new Date(value.toUpperCase().replace(" ", "T"));
  return Number.isNaN(instant.getTime()) ? "unknown" : instant.toISOString().slice(0, 10);
}

async function found(email: string): Promise<FoundUser> {
  const path = { institutionId: INSTITUTION };
  const body = bodyOf(await searchUsers({ ...bank, path, query: { query: email, limit: 10 } }), "search");
  const listed = body.users ?? [];
  if (!Array.isArray(listed)) throw new GaveUp("users: expected a list");
  const users = new Map(listed.map((user) => [text(user, "userId"), user]));
  if (users.size === 0 && body.totalCount) throw new GaveUp("the search counts users and shows none");
  if (users.size > 1) throw new Settled(`${users.size} users have the address ${shown(email)}: ask for something else`);
  const user = [...users.values()][0];
  if (!user) throw new Settled(`nobody has the address ${shown(email)}`);
  if (!UUID.test(user.userId)) throw new GaveUp("the user's id is none");
  return user;
}

async function detailed(userId: string): Promise<UserDetails> {
  const details = bodyOf(await getUserDetails({ ...bank, path: { institutionId: INSTITUTION, userId } }), "details");
  if (text(details, "userId").toLowerCase() !== userId.toLowerCase()) throw new GaveUp("these are somebody else's details");
  const place = `/a/mobile/api/v0/institutions/${INSTITUTION}/users/${userId}/details`;
  believe(place, "/firstName", details.firstName);
  believe(place, "/email", details.email);
  return details;
}

function describe(user: FoundUser, details: UserDetails): void {
  const names = [text(details, "firstName"), text(details, "middleInitial"), text(details, "lastName")];
  const lines = {
    name: names.filter((name) => name).join(" "),
    born: text(details.demographic, "birthday") || "unknown",
    "lives in": text(details.address, "city") || "unknown",
    member: text(details, "memberNumber") || "no number",
    phone: text(user, "mobilePhoneNumber") || text(details, "phone") || "none",
    "last seen": day(text(details, "lastSeen")),
    identity: user.userVerified ? "verified" : "not verified",
  };
  for (const [title, value] of Object.entries(lines)) console.log(`  ${title.padEnd(10)} ${shown(value)}`);
}

async function statusNow(userId: string): Promise<string> {
  const status: string = text(bodyOf(await getUserStatus({ ...bank, path: { userId } }), "status"), "status");
  if (!status) throw new GaveUp("the bank tells no status");
  believe(`/a/consumer-status/api/v0/users/${userId}/status`, "/status", status);
  return status;
}

/** Lift the lock, and look what became of it. An unlock whose answer is lost is sent again only to a locked user. */
async function unlocked(userId: string): Promise<string> {
  beliefs.delete(`/a/consumer-status/api/v0/users/${userId}/status/status`);
  for (let send = 0; send < LOOKS; send++) {
    const told = await unlockUser({ ...bank, path: { userId }, body: { state: false } });
    if (told.error instanceof Lost) {
      await wait(told.error.afterMs, `unlock: ${told.error.message}`);
      const status = await statusNow(userId);
      if (status !== "Locked") return status;
      continue;
    }
    const status = statusOf(told);
    if (status === 204 || status === 409) return settled(userId);
    if (status !== 202) refused(status, "unlock");
    console.log("the unlock is queued: the bank is busy until its core is back");
    return statusNow(userId);
  }
  throw new GaveUp("the user could not be unlocked");
}

/** The status after an unlock that was taken; one that still shows the lock may be late. */
async function settled(userId: string): Promise<string> {
  for (let look = 0; look < LOOKS; look++) {
    await wait(200 * look, "unlock");
    const status = await statusNow(userId);
    if (status === "Locked") continue;
    console.log(`unlocked, now ${shown(status)}`);
    return status;
  }
  throw new GaveUp("the bank took the unlock, and the user is still locked");
}

/** Send a message once: after a lost answer nobody can look whether it went. */
async function reset(userId: string, details: UserDetails): Promise<string> {
  const channels = [["email", text(details, "email")] as const, ["sms", text(details, "phone")] as const];
  for (const [method, to] of channels) {
    if (!to) continue;
    const path = { institutionId: INSTITUTION, userId };
    const status = statusOf(await resetPassword({ ...bank, path, body: { method } }));
    if (status === 200) return `sent by ${method} to ${shown(to)}`;
    if (status !== 409) refused(status, "password reset");
  }
  return "not sent, there is no way to reach the user";
}

async function help(email: string): Promise<void> {
  const user = await found(email);
  const details = await detailed(user.userId);
  const name = text(user, "preferredName") || text(details, "firstName") || text(details, "businessName") || "customer";
  console.log(`Hello ${shown(name)}!`);
  describe(user, details);
  let status = await statusNow(user.userId);
  console.log(`status: ${shown(status)}`);
  if (status === "Locked") status = await unlocked(user.userId);
  if (![...HELPED_BY_A_RESET, ...HELPED_IN_A_BRANCH].includes(status)) {
    throw new GaveUp(`the status ${shown(status)} is unknown here; somebody should have a look`);
  }
  const helped = HELPED_BY_A_RESET.includes(status);
  const sent = helped ? await reset(user.userId, details) : "not sent, the account is disabled";
  console.log(`summary: ${shown(name)}, status ${shown(status)}, password reset ${sent}`);
}

/** Append what the desk believes to the file of beliefs, if there is one. */
function state(): void {
  const place = process.env.SIMULATOR_BELIEFS;
  if (!place) return;
  const lines = [...beliefs.values()].map((belief) => JSON.stringify(belief) + "\n");
  require("node:fs").appendFileSync(place, lines.join(""));
}

async function main(): Promise<number> {
  try {
    await help(process.argv[2] ?? "user@example.com");
    state();
  } catch (reason) {
    if (reason instanceof Settled) console.log(reason.message);
    else if (!(reason instanceof GaveUp)) throw reason;
    else {
      console.error(`gave up: ${reason.message}`);
      return 75;
    }
  }
  return 0;
}

void main().then((code) => process.exit(code));
