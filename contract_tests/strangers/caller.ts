// A program of its own: E1, E3 and E5 with the clients of @hey-api/openapi-ts.
// Its only argument is a plan (addresses by spec, tokens), its output a story.

import { getUser, patchUser } from "./generated/banno_consumer_user";
import { resetPassword, resetPasswordAsPrinted } from "./generated/banno_password_reset";
import { getUserDetails } from "./generated/banno_user_details";
import { searchUsers } from "./generated/banno_user_search";
import { getUserStatus, unlockUser } from "./generated/banno_user_status";
import {
  createPartnerUser,
  deletePartnerUser,
  getPartnerUser,
  listPartnerUsers,
  updatePartnerUser,
} from "./generated/customers_bank_users";

declare const process: { argv: string[]; stdout: { write(text: string): void } };

type Plan = { addresses: Record<string, string>; admin: string; consumer: string; partner: string };
type Step = [step: string, status: number | undefined, read: unknown];

const KATHY = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
const NOBODY = "00000000-0000-4000-8000-00000000dead";

const plan = JSON.parse(process.argv[2]!) as Plan;

const at = (spec: string, auth: string | undefined) => ({ baseUrl: plan.addresses[spec]!, auth });

async function search(text: string): Promise<Step> {
  const path = { institutionId: KATHY };
  const found = await searchUsers({ ...at("banno_user_search", plan.admin), path, query: { query: text } });
  return [`search ${text}`, found.response?.status, found.data?.users.map((user) => user.userId)];
}

async function supportCall(): Promise<Step[]> {
  const found = await search("user@example.com");
  const [userId] = found[2] as string[];
  const path = { institutionId: KATHY, userId: userId! };
  const details = await getUserDetails({ ...at("banno_user_details", plan.admin), path });
  const place = at("banno_user_status", plan.admin);
  const before = await getUserStatus({ ...place, path });
  const unlocked = await unlockUser({ ...place, path, body: { state: false } });
  const after = await getUserStatus({ ...place, path });
  const wanted = { ...at("banno_password_reset", plan.admin), path, body: { method: "email" as const } };
  const reset = await resetPassword(wanted);
  const again = await resetPasswordAsPrinted(wanted);
  return [
    found,
    ["details", details.response?.status, details.data?.email],
    ["status", before.response?.status, before.data?.status],
    ["unlock", unlocked.response?.status, null],
    ["status", after.response?.status, after.data?.status],
    ["reset", reset.response?.status, null],
    ["reset as printed", again.response?.status, null],
  ];
}

async function read(step: string, auth = plan.consumer, userId = KATHY): Promise<Step> {
  const answer = await getUser({ ...at("banno_consumer_user", auth), path: { userId } });
  return [step, answer.response?.status, answer.data?.preferredName ?? null];
}

async function name(step: string, preferredName?: string | null, auth: string | undefined = plan.consumer): Promise<Step> {
  const body = preferredName === undefined ? {} : { preferredName };
  const answer = await patchUser({ ...at("banno_consumer_user", auth || undefined), path: { userId: KATHY }, body });
  const error = answer.error as { errorCode?: string } | undefined;
  return [step, answer.response?.status, error?.errorCode ?? null];
}

async function preferredName(): Promise<Step[]> {
  return [
    await read("read"),
    await name("name Husband", "Husband"),
    await read("read"),
    await search("Husband"),
    await name("name nothing"),
    await read("read"),
    await name("name null", null),
    await read("read"),
    await name("name too long", "x".repeat(21)),
    await name("name disallowed", "Caf\u00e9"),
    await name("name both", "\u00e9".repeat(21)),
    await name("name without token", "Husband", ""),
    await read("read a stranger", plan.consumer, NOBODY),
    await read("read a stranger as administrator", plan.admin, NOBODY),
  ];
}

async function lifeCycle(): Promise<Step[]> {
  const place = at("customers_bank_users", plan.partner);
  const list = () => listPartnerUsers({ ...place, query: { paginateResults: true, page: 0, perPage: 10 } });
  const before = await list();
  const wanted = { name: "Postman Add", email: "postman.add@sample-partner.example", isAdmin: false };
  const made = await createPartnerUser({ ...place, body: wanted });
  const after = await list();
  const userId = made.data!.id;
  const one = async (): Promise<Step> => {
    const answer = await getPartnerUser({ ...place, path: { userId } });
    return ["read", answer.response?.status, answer.data?.name ?? answer.error?.title];
  };
  const gone = async (): Promise<Step> => {
    const answer = await deletePartnerUser({ ...place, path: { userId } });
    return ["delete", answer.response?.status, answer.error?.title ?? null];
  };
  const steps: Step[] = [
    ["create", made.response?.status, made.data?.displayName],
    ["list", after.response?.status, after.data!.totalItemCount - before.data!.totalItemCount],
    await one(),
  ];
  const updated = await updatePartnerUser({ ...place, body: { id: userId, name: "Postman Update", isAdmin: false } });
  return [...steps, ["update", updated.response?.status, null], await one(), await gone(), await one(), await gone()];
}

async function main(): Promise<void> {
  const told = { E1: await supportCall(), E3: await preferredName(), E5: await lifeCycle() };
  process.stdout.write(JSON.stringify(told));
}

void main();
