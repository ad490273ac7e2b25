namespace DtnBox.Functions.Grants;

/// <summary>The one place where what a person types becomes the id of a user.</summary>
internal interface IGranteeNames
{
    /// <summary>The user's id; null when there is no such user.</summary>
    Task<string?> ResolveAsync(string typed, CancellationToken cancellationToken);
}

/// <summary>Takes ids as they are: of users, and of the service accounts of the configuration.</summary>
internal sealed class IdsAsTyped : IGranteeNames
{
    public Task<string?> ResolveAsync(string typed, CancellationToken cancellationToken)
        => Task.FromResult<string?>(typed.Trim() is { Length: > 0 } id ? id : null);
}
