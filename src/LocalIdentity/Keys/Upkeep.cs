using DtnBox.LocalIdentity.Configuration;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;

namespace DtnBox.LocalIdentity.Keys;

/// <summary>Once an hour: rotates keys that are due and deletes what is left of expired tokens.</summary>
internal sealed partial class Upkeep(
    KeyRing keys, IServiceScopeFactory scopes, IOptions<LocalIdentityOptions> options, TimeProvider time, ILogger<Upkeep> logger)
    : BackgroundService
{
    private static readonly TimeSpan Gap = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Gap, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                keys.Rotate();
                await PruneAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // A full disk, say: the present keys go on working.
                LogFailed(fault);
            }
        }
    }

    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        // As long as a token could be valid it is kept, revoked or not: only so is its second use seen.
        DateTimeOffset before = time.GetUtcNow() - options.Value.RefreshTokenLifetime;
        await scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(before, cancellationToken);
        await scope.ServiceProvider.GetRequiredService<IOpenIddictAuthorizationManager>().PruneAsync(before, cancellationToken);
    }
}
