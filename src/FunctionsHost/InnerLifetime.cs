namespace DtnBox.FunctionsHost;

/// <summary>For hosts inside this one: signals are for the outermost, which stops the others in the right order.</summary>
internal sealed class InnerLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
