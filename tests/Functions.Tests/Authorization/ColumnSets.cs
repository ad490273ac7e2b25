namespace DtnBox.Functions.Tests.Authorization;

/// <summary>The usual answers, by whom an endpoint is for. What a name means is here and nowhere else.</summary>
internal static class ColumnSets
{
    /// <summary>Nobody is asked who they are.</summary>
    public static Columns Everyone(int answer) => new()
    {
        Anonymous = answer,
        Unknown = answer,
        Pending = answer,
        Disabled = answer,
        Member = answer,
        Reader = answer,
        Writer = answer,
        Former = answer,
        Owner = answer,
        ReadToken = answer,
        TransferToken = answer,
        Operator = answer,
        Administrator = answer,
        Agent = answer,
        OtherAgent = answer,
        RevokedAgent = answer,
        ExpiredAgent = answer,
        Expired = answer,
        ForeignIssuer = answer,
        ForeignAudience = answer,
        Tampered = answer,
    };

    /// <summary>Whoever was let in. Others whose token is good are told why not; whose token is not, or is an agent's, is nobody.</summary>
    public static Columns Members(int answer) => Everyone(401) with
    {
        Unknown = 403,
        Pending = 403,
        Disabled = 403,
        Member = answer,
        Reader = answer,
        Writer = answer,
        Former = answer,
        Owner = answer,
        ReadToken = null,
        TransferToken = answer,
        Operator = answer,
        Administrator = answer,
    };

    /// <summary>Whoever a provider vouches for, also before they are let in.</summary>
    public static Columns SignedIn(int answer) => Members(answer) with { Unknown = answer, Pending = answer };

    /// <summary>Operators and administrators.</summary>
    public static Columns Operators(int answer) => Members(answer) with
    {
        Member = 403, Reader = 403, Writer = 403, Former = 403, TransferToken = 403,
    };

    public static Columns Administrators(int answer) => Operators(answer) with { Owner = 403, Operator = 403 };

    /// <summary>Changes of a node: its owner and administrators, who must be operators. To other operators it is not there.</summary>
    public static Columns Keepers(int answer) => Operators(answer) with { Operator = 404 };

    /// <summary>What belongs to one person, at any role: its owner and administrators. To everybody else it is not there.</summary>
    public static Columns Personal(int answer) => Members(answer) with
    {
        Member = 404, Reader = 404, Writer = 404, Former = 404, Operator = 404,
    };

    /// <summary>A look at a node: also for who holds a grant there, as long as it lasts.</summary>
    public static Columns Visitors(int answer) => Personal(answer) with { Reader = answer, Writer = answer };

    /// <summary>A node's grants: who holds one knows the node and may not see or give others.</summary>
    public static Columns Grantors(int answer) => Visitors(answer) with { Reader = 403, Writer = 403 };

    /// <summary>Agents, each for its own node. A person is nobody here.</summary>
    public static Columns AnyAgent(int answer) => Everyone(401) with { Agent = answer, OtherAgent = answer };

    /// <summary>The agent that holds a command. To agents of other nodes it is as if it had lost it.</summary>
    public static Columns Holder(int answer) => AnyAgent(answer) with { OtherAgent = 409 };
}
