using DtnBox.Contracts.People;
using DtnBox.Functions.Api;

namespace DtnBox.Functions.Users;

/// <summary>What a new personal API token must be like.</summary>
internal static class TokenRules
{
    public static FieldErrors Check(CreateToken request, DateTimeOffset now)
    {
        var errors = new FieldErrors();
        errors.Require(
            !string.IsNullOrWhiteSpace(request.Name) && request.Name.Length <= 100,
            "name",
            "must have 1 to 100 characters that say what the token is for.");
        errors.Require(
            request.Scopes is { Count: > 0 } && request.Scopes.All(Enum.IsDefined),
            "scopes",
            $"must name at least one of {string.Join(", ", Enum.GetNames<TokenScope>())}.");
        errors.Require(
            request.ExpiresAt is not { } expires || (expires > now && expires <= now + PersonalToken.LongestLifetime),
            "expiresAt",
            "must lie in the future and at most a year ahead, or be left out for 90 days.");
        return errors;
    }
}
