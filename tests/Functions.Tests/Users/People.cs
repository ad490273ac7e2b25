using DtnBox.Functions.Identity;
using DtnBox.Functions.Users;

namespace DtnBox.Functions.Tests.Users;

/// <summary>People for tests: whoever is named is one and the same person.</summary>
internal static class People
{
    public static VerifiedIdentity Identity(string name, bool verified = true)
        => new("campus", "https://login.example", name, name, $"{name}@campus.example", verified);

    public static async Task<UserRow> SignUpAsync(this ControlPlane plane, string name, string? invitation = null)
        => await plane.TrySignUpAsync(name, invitation) ?? throw new InvalidOperationException($"{name} was refused.");

    public static Task<UserRow?> TrySignUpAsync(this ControlPlane plane, string name, string? invitation = null, bool verified = true)
        => plane.Get<SignUps>().SignUpAsync(Identity(name, verified), invitation, TestContext.Current.CancellationToken);
}
