using Microsoft.AspNetCore.Identity;

namespace DtnBox.LocalIdentity.Accounts;

/// <summary>
/// Length decides, not kinds of characters (NIST SP 800-63B, "Passwords"); what attackers try first is refused.
/// </summary>
/// <remarks>The least length is Identity's own check; this adds what a long password can still be.</remarks>
internal sealed class PasswordRules : IPasswordValidator<Account>
{
    private const int FewestDifferent = 5;
    private const int ShortestTellingName = 4;

    /// <summary>Words that most of the long passwords of published lists are built around.</summary>
    private static readonly string[] Common =
    [
        "password", "passw0rd", "qwertyuiop", "asdfghjkl", "1q2w3e4r", "letmein", "iloveyou", "123456789", "987654321",
        "abcdefgh", "welcome1", "changeme", "dtnbox",
    ];

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
        => Task.FromResult(Fault(user.UserName ?? "", password ?? "") is { } fault
            ? IdentityResult.Failed(new IdentityError { Code = "PasswordEasilyGuessed", Description = fault })
            : IdentityResult.Success);

    /// <summary>Why a password is refused, for the person who chose it; null when it is good.</summary>
    internal static string? Fault(string userName, string password)
    {
        if (password.Distinct().Count() < FewestDifferent)
        {
            return $"The password must have at least {FewestDifferent} different characters.";
        }

        if (userName.Length >= ShortestTellingName && password.Contains(userName, StringComparison.OrdinalIgnoreCase))
        {
            return "The password must not contain the user name.";
        }

        if (Common.FirstOrDefault(word => password.Contains(word, StringComparison.OrdinalIgnoreCase)) is { } word
            && password.Length - word.Length < FewestDifferent + 3)
        {
            return "The password is one of those that are tried first. Take several words that do not belong together.";
        }

        return null;
    }
}
