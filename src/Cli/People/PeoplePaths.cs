using System.CommandLine;

namespace DtnBox.Cli.People;

/// <summary>The addresses of people and what is theirs, and the argument that names a user.</summary>
internal static class PeoplePaths
{
    public const string Me = "me";

    public const string Users = "users";

    public const string Invitations = "invitations";

    /// <summary>What each role may do, for help.</summary>
    public const string Roles = "Member: own transfers. Operator: also sites. Administrator: also people.";

    public static Argument<string> UserArgument() => new("id")
    {
        Description = "The user's id, as 'dtnbox user list' shows it.",
    };

    public static string User(string id) => $"{Users}/{Uri.EscapeDataString(id)}";

    public static string HandOver(string id) => $"{User(id)}/hand-over";

    public static string Invitation(string id) => $"{Invitations}/{Uri.EscapeDataString(id)}";

    /// <summary>The API tokens of a user, or the caller's own.</summary>
    public static string Tokens(string? user) => $"{(user is null ? Me : User(user))}/tokens";

    public static string Token(string? user, string id) => $"{Tokens(user)}/{Uri.EscapeDataString(id)}";
}
