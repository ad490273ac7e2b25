namespace DtnBox.Contracts.Agents;

/// <summary>An agent introduces itself: <c>POST /api/v1/agent/enroll</c>.</summary>
/// <remarks>Sending the same code with the same key again gives the same agent, so a lost answer does no harm.</remarks>
/// <param name="Code">The node's one-time enrolment code.</param>
/// <param name="PublicKey">Base64 of the agent's P-256 public key, DER SubjectPublicKeyInfo (RFC 5280).</param>
/// <param name="HostName">The name of the machine it runs on.</param>
/// <param name="Version">The agent's version.</param>
public sealed record EnrollAgent(string Code, string PublicKey, string HostName, string Version);

/// <summary>The agent's identity from now on.</summary>
public sealed record EnrolledAgent(string AgentId, string NodeId);

/// <summary>Asks for a short-lived token: <c>POST /api/v1/agent/token</c>.</summary>
/// <param name="AgentId">The agent's id.</param>
/// <param name="Assertion">
/// A JWT (RFC 7523) signed with the agent's key by ES256: <c>iss</c> and <c>sub</c> the agent id, <c>aud</c>
/// <see cref="AgentAudience"/>, <c>jti</c> unique, <c>exp</c> at most five minutes ahead.
/// </param>
public sealed record RequestAgentToken(string AgentId, string Assertion)
{
    /// <summary>The audience of an agent's assertion.</summary>
    public const string AgentAudience = "dtnbox-agent-token";
}

/// <summary>A bearer token for the agent endpoints.</summary>
public sealed record AgentToken(string AccessToken, DateTimeOffset ExpiresAt);
