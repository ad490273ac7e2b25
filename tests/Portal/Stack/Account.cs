using System.Security.Cryptography;

namespace DtnBox.Portal.Tests.Stack;

/// <summary>Somebody's account at the OpenID provider.</summary>
/// <param name="Name">The user name, which nobody else in the project has.</param>
/// <param name="Password">The password.</param>
internal sealed record Account(string Name, string Password)
{
    /// <summary>Gets who they are for the control plane; empty until they have signed up there.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>Gets what they call the API with where that is not what the test is about.</summary>
    public string AccessToken { get; init; } = string.Empty;

    /// <summary>Gets what others see of them.</summary>
    public string DisplayName => char.ToUpperInvariant(Name[0]) + Name[1..];

    public string Email => $"{Name}@science.example";

    /// <summary>An account that is still to be made.</summary>
    public static Account New(string name) => new(name, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
}
