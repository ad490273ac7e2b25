using DtnBox.Contracts.Agents;
using DtnBox.Functions.Agents;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using static DtnBox.Functions.Tests.Authorization.ColumnSets;

namespace DtnBox.Functions.Tests.Authorization.Rows;

/// <summary>The agent channel. A command belongs to the node's agent that holds it.</summary>
internal static class AgentRows
{
    public static Row[] All { get; } =
    [
        // What counts is the code, and the signature.
        new Row("POST", "/agent/enroll", Everyone(200))
            .Json(async things => new EnrollAgent(await things.CodeAsync(), things.AgentPublicKey, "host", "1")),
        new Row("POST", "/agent/token", Everyone(200))
            .Json(async things => await things.AgentAsync() is var agent
                ? new RequestAgentToken(agent.ToString(), things.Assertion(agent)) : null!),
        new Row("POST", "/agent/commands/lease", AnyAgent(200)).Json(new LeaseCommands("session", 8, 0, [])),
        new Row("POST", "/agent/progress", AnyAgent(200)).Json(new ReportProgress("session", [])),
        new Row("POST", "/agent/commands/{ProbePath}/complete", Holder(204))
            .Json(new CompleteCommand(Things.Lease, CommandOutcome.Stopped, null, null)),
        new Row("PUT", "/agent/commands/{PlanCopy}/chunks/{chunk=1}", Holder(204)).Lines(),
        new Row("PUT", "/agent/commands/{PlanCopy}/extras/{page=1}", Holder(204)).Lines(),
        new Row("PUT", "/agent/commands/{ListDestination}/listed/{page=1}", Holder(204)).Lines(),
        new("GET", "/agent/commands/{PlanCopy}/keys?page=0", Holder(200)),
        new Row("POST", "/agent/commands/{SignChunk}/ledger/signatures", Holder(204)).Lines(),
        new("GET", "/agent/commands/{CopyChunk}/ledger/signatures", Holder(200)),
        new Row("POST", "/agent/commands/{CopyChunk}/ledger/{stream=copied}", Holder(204)).Lines(),
        new("GET", "/agent/commands/{CopyChunk}/ledger/{stream=copied}", Holder(200)),
        new("GET", "/agent/commands/{SignReceipt}/receipt", Holder(200)),
    ];

    /// <summary>A fresh assertion of an agent: each is good once.</summary>
    private static string Assertion(this Things things, AgentId agent)
        => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = agent.ToString(),
            Audience = RequestAgentToken.AgentAudience,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["sub"] = agent.ToString(), ["jti"] = Guid.NewGuid().ToString(),
            },
            Expires = things.Now.UtcDateTime.AddMinutes(2),
            SigningCredentials = new SigningCredentials(
                new ECDsaSecurityKey(things.AgentKey) { CryptoProviderFactory = new() { CacheSignatureProviders = false } },
                SecurityAlgorithms.EcdsaSha256),
        });
}
