using DtnBox.ControllerAgent.Enrollment;
using DtnBox.ControllerAgent.Questions;

namespace DtnBox.ControllerAgent.Channel;

/// <summary>The agent's life: enrol once, then lease and report until the process is told to end.</summary>
internal sealed partial class AgentService(
    Enroller enroller,
    Revocation revocation,
    KeyRotation keys,
    FactsLoop facts,
    LeaseLoop leases,
    ProgressLoop progress,
    QuestionLoop questions,
    CommandsInHand inHand,
    TimeProvider time,
    AgentExit exit,
    IHostApplicationLifetime lifetime,
    ILogger<AgentService> logger) : BackgroundService
{
    private static readonly TimeSpan LeavePatience = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await enroller.EnsureEnrolledAsync(stoppingToken);
            await WorkAsync(stoppingToken);
        }
        catch (EnrollmentException fault)
        {
            LogNotEnrolled(fault.Message);
            exit.Code = ExitCodes.NotEnrolled;
            lifetime.StopApplication();
        }
        catch (AgentRevokedException fault)
        {
            LogRevoked(fault.Message);
            exit.Code = ExitCodes.Revoked;
            lifetime.StopApplication();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogLeft();
        }
        catch (Exception)
        {
            // The host logs it and stops; without this the process would end as if all were well.
            exit.Code = ExitCodes.Broken;
            throw;
        }
    }

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        // When one loop breaks the other must not go on alone: an agent that leases without reporting only blocks work.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        Task[] loops =
        [
            leases.RunAsync(either.Token), progress.RunAsync(either.Token), keys.RunAsync(either.Token),
            facts.RunAsync(either.Token), revocation.WatchAsync(either.Token), questions.RunAsync(either.Token),
        ];
        TimeSpan patience = LeavePatience;
        try
        {
            await await Task.WhenAny(loops);
        }
        catch (AgentRevokedException)
        {
            // No ledger takes what could still be flushed, and others have the work by now.
            patience = TimeSpan.Zero;
            throw;
        }
        finally
        {
            await either.CancelAsync();
            await Task.WhenAll(loops).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await inHand.LeaveAsync(patience, time);
        }
    }
}
