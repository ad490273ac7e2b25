using System.ComponentModel;

namespace DtnBox.Functions.Tests.Authorization;

/// <summary>Every kind of caller that the table has a column for. The description is what the page says of them.</summary>
internal enum CallerKind
{
    [Description("sends no token")]
    Anonymous,

    [Description("a provider vouches for them, but they never signed up")]
    Unknown,

    [Description("signed up, not let in yet")]
    Pending,

    [Description("let in once, then shut out")]
    Disabled,

    [Description("a member to whom nothing here belongs")]
    Member,

    [Description("a member with a grant to read at the node")]
    Reader,

    [Description("a member with a grant to write at the node")]
    Writer,

    [Description("a member whose grants at the node have ended")]
    Former,

    [Description("an operator to whom node, transfer, schedule or token belongs")]
    Owner,

    [Description("the same owner, by an API token with the scope Read")]
    ReadToken,

    [Description("the same owner, by an API token with the scope Transfer")]
    TransferToken,

    [Description("an operator to whom nothing here belongs")]
    Operator,

    [Description("an administrator to whom nothing here belongs")]
    Administrator,

    [Description("an agent of the node, which holds the command")]
    Agent,

    [Description("an agent of another node")]
    OtherAgent,

    [Description("an agent that was revoked")]
    RevokedAgent,

    [Description("an agent's token after its 15 minutes")]
    ExpiredAgent,

    [Description("the owner's sign-in after its end")]
    Expired,

    [Description("a sign-in with a provider that is not configured")]
    ForeignIssuer,

    [Description("the owner's sign-in for another program")]
    ForeignAudience,

    [Description("the owner's sign-in with the administrator's name written into it")]
    Tampered,
}
