using System.Security.Claims;
using System.Text.Encodings.Web;
using DtnBox.Functions.Agents;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Identity;

/// <summary>Recognises agents by the short-lived tokens that <see cref="AgentTokens"/> gives out.</summary>
/// <remarks>The agent's row is read for each request, so that revoking it, or changing its key, takes effect with the next one.</remarks>
internal sealed class AgentTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    AgentTokens tokens,
    AgentDirectory agents)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "AgentToken";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BearerToken.From(Request) is not { Length: > 0 } token)
        {
            return AuthenticateResult.NoResult();
        }

        if (tokens.Read(token) is not { } given)
        {
            return AuthenticateResult.Fail("The token is not an agent's, or has expired.");
        }

        return await agents.FindAsync(given.Agent, Context.RequestAborted) is { RevokedAt: null } row && given.IsForKey(row.PublicKey)
            ? AuthenticateResult.Success(new AuthenticationTicket(Principal(given.Agent), SchemeName))
            : AuthenticateResult.Fail("The agent is unknown, was revoked, or has another key by now.");
    }

    private static ClaimsPrincipal Principal(AgentId agent) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, agent.ToString())], SchemeName));
}
