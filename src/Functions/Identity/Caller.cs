using System.Security.Claims;
using DtnBox.Contracts.People;

namespace DtnBox.Functions.Identity;

/// <summary>The person behind a request.</summary>
internal sealed record Caller(string Subject, Role Role)
{
    public static Caller From(ClaimsPrincipal principal) => new(
        principal.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("No subject claim."),
        Enum.Parse<Role>(principal.FindFirstValue(ClaimTypes.Role) ?? nameof(Role.Member)));

    /// <summary>Whether the caller may see and steer something that belongs to an owner.</summary>
    public bool MayUse(string owner) => owner == Subject || Role == Role.Administrator;
}
