using DtnBox.Functions.Users;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Identity;

internal sealed class ApiTokenOptionsValidator : IValidateOptions<ApiTokenOptions>
{
    public ValidateOptionsResult Validate(string? name, ApiTokenOptions options)
    {
        List<string> faults = [];
        for (int i = 0; i < options.ApiTokens.Count; i++)
        {
            ApiToken token = options.ApiTokens[i];
            if (string.IsNullOrWhiteSpace(token.Name))
            {
                faults.Add($"Identity:ApiTokens:{i}:Name is missing: set it to the name of the token's bearer.");
            }

            if (UserId.Is(token.Name))
            {
                faults.Add($"Identity:ApiTokens:{i}:Name must not look like the id of a user ({token.Name}): choose another.");
            }

            if (token.Sha256.Length != 64 || !token.Sha256.All(char.IsAsciiHexDigit))
            {
                faults.Add($"Identity:ApiTokens:{i}:Sha256 must be 64 hex digits: printf %s TOKEN | sha256sum");
            }
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
