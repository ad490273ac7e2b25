import type { components } from "./schema";

type Schemas = components["schemas"];

/** The API's records by the names that docs and code use. */
export type User = Schemas["UserView"];
export type Role = Schemas["Role"];
export type UserState = Schemas["UserState"];
export type Invitation = Schemas["InvitationView"];
export type NewInvitation = Schemas["NewInvitation"];
export type CreateInvitation = Schemas["CreateInvitation"];
export type Token = Schemas["TokenView"];
export type NewToken = Schemas["NewToken"];
export type CreateToken = Schemas["CreateToken"];
export type TokenScope = Schemas["TokenScope"];
export type SignInProvider = Schemas["SignInProvider"];
export type AuditEntry = Schemas["AuditEntry"];
export type AuditOutcome = Schemas["AuditOutcome"];
export type Node = Schemas["NodeView"];
export type Agent = Schemas["AgentView"];
export type Transfer = Schemas["TransferView"];
export type TransferState = Schemas["TransferState"];
export type TransferObject = Schemas["ObjectView"];
export type ObjectState = Schemas["ObjectState"];
export type Location = Schemas["Location"];
export type Fault = Schemas["Fault"];
