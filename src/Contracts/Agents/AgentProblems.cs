namespace DtnBox.Contracts.Agents;

/// <summary>What an agent must tell apart in a refusal: the value of <c>code</c> in the problem.</summary>
public static class AgentProblems
{
    /// <summary>The agent was revoked (403 on <c>/agent/token</c>): its process ends, and only a new enrolment helps.</summary>
    public const string Revoked = "agent_revoked";
}
