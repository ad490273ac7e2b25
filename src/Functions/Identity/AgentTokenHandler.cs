using System.Security.Claims;
using System.Text.Encodings.Web;
using DtnBox.Functions.Agents;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Identity;

/// <summary>Recognises agents by the short-lived tokens that <see cref="AgentTokens"/> gives out.</summary>
internal sealed class AgentTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AgentTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "AgentToken";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BearerToken.From(Request) is not { Length: > 0 } token)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        return Task.FromResult(tokens.Read(token) is { } agent
            ? AuthenticateResult.Success(new AuthenticationTicket(Principal(agent), SchemeName))
            : AuthenticateResult.Fail("The token is not an agent's, or has expired."));
    }

    private static ClaimsPrincipal Principal(AgentId agent) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, agent.ToString())], SchemeName));
}
