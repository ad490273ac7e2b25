using System.CommandLine;
using DtnBox.Cli.Api;
using DtnBox.Cli.Text;

namespace DtnBox.Cli.SignIn;

/// <summary><c>dtnbox logout</c></summary>
internal static class Logout
{
    public static Command Create(Shell shell)
    {
        var verb = new Verb(
            "logout",
            "Ends the sign-in at a control plane: has the provider revoke it, and deletes it here.",
            "dtnbox logout",
            "dtnbox logout --url https://dtnbox.example")
        {
            shell.Options.Url,
        };
        shell.OnRun(verb, (parsed, terminal) => new SignInSession(parsed, shell.Options, terminal), RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(SignInSession session, CancellationToken cancellationToken)
    {
        using IDisposable alone = await session.Files.LockAsync(session.ControlPlane, cancellationToken);
        string? left;
        try
        {
            left = session.Files.Read(session.ControlPlane) is { } signIn
                ? await RevokeAsync(signIn, cancellationToken)
                : "nobody was signed in.";
        }
        catch (UsageException damaged)
        {
            left = damaged.Message;
        }

        // Only now: whoever gives up before has a sign-in to end again, and not one that lives on unseen.
        session.Files.Delete(session.ControlPlane);
        await session.TellAsync($"Signed out at {session.ControlPlane}" + (left is null ? "." : $": {left}"));
        return ExitCodes.Ok;
    }

    /// <summary>Has the provider revoke the sign-in (RFC 7009).</summary>
    /// <returns>What is left of it; null for nothing.</returns>
    private static async Task<string?> RevokeAsync(StoredSignIn signIn, CancellationToken cancellationToken)
    {
        using var provider = new OpenIdProvider(signIn.Provider, signIn.Authority, signIn.ClientId);
        try
        {
            if ((await provider.DiscoverAsync(cancellationToken)).RevocationEndpoint is not { } endpoint)
            {
                return $"the provider '{signIn.Provider}' revokes nothing, so the tokens that were deleted here end by themselves.";
            }

            Dictionary<string, string> form = signIn.RefreshToken is { } refresh
                ? new() { ["token"] = refresh, ["token_type_hint"] = "refresh_token" }
                : new() { ["token"] = signIn.AccessToken, ["token_type_hint"] = "access_token" };
            return await provider.TellAsync(endpoint, form, cancellationToken) is { } refusal
                ? NotTold(Printable.From(refusal.ToString()))
                : null;
        }
        catch (UnreachableException fault)
        {
            return NotTold(fault.Message);
        }
    }

    private static string NotTold(string why)
        => $"the tokens are deleted here, and end by themselves, as the provider did not revoke them: {why}";
}
