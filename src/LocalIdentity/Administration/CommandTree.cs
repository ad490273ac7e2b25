using System.CommandLine;

namespace DtnBox.LocalIdentity.Administration;

/// <summary>The program's commands: without one it serves; the others look after accounts on this machine.</summary>
internal static class CommandTree
{
    public static RootCommand Create(TextReader input, TextWriter output, TextWriter error)
    {
        var desk = new AccountDesk(input, output, error);
        var root = new RootCommand(
            "An OpenID provider for sites without one. Without a command it serves until it is ended; settings come from "
            + "the environment (docs/configuration.md). The commands may run beside the server.")
        {
            AddUser.Create(desk), ListUsers.Create(desk), ResetPassword.Create(desk), Unlock.Create(desk),
            SetDisabled.Create(desk, disabled: true), SetDisabled.Create(desk, disabled: false),
        };
        root.SetAction((_, cancellationToken) => ProviderServer.RunAsync(cancellationToken));
        return root;
    }

    /// <summary>Whose account.</summary>
    public static Option<string> UserOption() =>
        new("--user") { Description = "The user name.", HelpName = "name", Required = true };

    /// <summary>Where the password comes from; never from an argument, which everybody on the machine can read.</summary>
    public static Option<bool> PasswordFromStdinOption(string otherwise) =>
        new("--password-stdin") { Description = $"Read the password from stdin. {otherwise}" };
}
