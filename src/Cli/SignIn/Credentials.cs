using DtnBox.Cli.Api;

namespace DtnBox.Cli.SignIn;

/// <summary>Whose name a command speaks in: the token it was given, or else the sign-in at that control plane.</summary>
internal static class Credentials
{
    public static Func<CancellationToken, Task<string?>> Of(Uri controlPlane, FileInfo? tokenFile, Terminal terminal)
    {
        if (ConnectionSettings.Token(tokenFile, terminal) is { } token)
        {
            return _ => Task.FromResult<string?>(token);
        }

        var files = new SignInFiles(terminal);
        if (files.Read(controlPlane) is not { } signIn)
        {
            throw new UsageException(
                $"Not signed in at {controlPlane}. Sign in: dtnbox login. "
                + "Scripts put an API token into DTNBOX_TOKEN, or into a file named by --token-file.",
                ExitCodes.Denied);
        }

        var kept = new KeptTokens(files, signIn, terminal.Time);
        return async cancellationToken => await kept.GetAsync(cancellationToken);
    }
}
