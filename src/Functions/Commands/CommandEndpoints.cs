using System.Security.Claims;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Nodes;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers.Keyless;
using DtnBox.Functions.Transfers.Ledger;
using DtnBox.Functions.Transfers.Receipts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Commands;

internal static class CommandEndpoints
{
    public static void MapCommands(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder agent = routes.MapGroup($"{ApiRoutes.Root}/agent")
            .WithTags("Agent channel").RequireAuthorization(Policies.Agent).NotAudited(AuditMetadata.DataChannel);
        agent.MapPost("/commands/lease", LeaseAsync).WithSummary("Leases commands; waits for some by long-poll.");
        agent.MapPost("/progress", ReportAsync).WithSummary("Heartbeat and progress; the answer carries orders.");
        agent.MapPost("/commands/{id}/complete", CompleteAsync)
            .WithSummary("Ends a command. Idempotent under the same lease.");
    }

    private static async Task<Results<Ok<LeasedCommands>, ProblemHttpResult>> LeaseAsync(
        LeaseCommands request,
        ClaimsPrincipal user,
        CommandLeases leases,
        AgentDirectory agents,
        CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.Require(request.SessionId is { Length: > 0 and <= 64 }, "sessionId", "must have 1 to 64 characters.");
        errors.Require(request.Max is >= 1 and <= 32, "max", "must be 1 to 32.");
        errors.Require(request.Held is { Count: <= 32 }, "held", "must be a list of at most 32 command ids.");
        errors.Require(request.WaitSeconds is >= 0 and <= 25, "waitSeconds", "must be 0 to 25.");
        errors.Require(
            request.Knows is null || (request.Knows.Count <= 100 && request.Knows.All(name => name is { Length: > 0 and <= 64 })),
            "knows",
            "must be at most 100 names of 1 to 64 characters.");
        if (errors.Any)
        {
            return Problems.Invalid(errors.ToDictionary());
        }

        AgentId agent = Agent(user);
        await agents.AskedAsync(agent, request.Knows, cancellationToken);
        IReadOnlyList<LeasedCommand> leased = await leases.LeaseAsync(agent, request, cancellationToken);
        return TypedResults.Ok(new LeasedCommands(
            leased, leased.Count > 0 ? await leases.CapsAsync(agent, cancellationToken) : null));
    }

    private static async Task<Results<Ok<ProgressAnswer>, ProblemHttpResult>> ReportAsync(
        ReportProgress report,
        ClaimsPrincipal user,
        CommandLeases leases,
        AgentDirectory agents,
        CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.Require(report.Commands is { Count: <= 32 }, "commands", "must be a list of at most 32 commands.");
        errors.Require(
            report.Commands is null || report.Commands.All(command => command.Tuning is null or { Count: <= 100 }),
            "commands.tuning",
            "must be at most 100 changes.");
        if (errors.Any)
        {
            return Problems.Invalid(errors.ToDictionary());
        }

        AgentId agent = Agent(user);
        AgentRow? seen = await agents.SeenAsync(agent, cancellationToken);
        ProgressAnswer answer = await leases.ReportAsync(agent, report, cancellationToken);
        return TypedResults.Ok(answer with { RotateKey = seen?.KeyChangeRequestedAt is not null });
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> CompleteAsync(
        string id,
        CompleteCommand request,
        ClaimsPrincipal user,
        StorageAccount account,
        CommandLeases leases,
        CommandCompletions completions,
        TransferLedger ledger,
        ReceiptSignatures signatures,
        StoreProbes probes,
        SettledSignatures chunkSignatures,
        CommandQueue queue,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        AgentId agent = Agent(user);
        CommandRow? command;
        OpenCommandRow? open;
        do
        {
            command = await account.Commands.FindAsync<CommandRow>(
                agent.NodeId, CommandRow.Prefix + id, cancellationToken);
            if (command is { Done: true } && command.CompletedLeaseId == request.LeaseId)
            {
                await completions.RaiseLeftAsync(agent.NodeId, id, CancellationToken.None);
                return TypedResults.NoContent();
            }

            open = await leases.HeldAsync(agent, id, request.LeaseId, cancellationToken);
            if (command is null || open is null)
            {
                return Problems.LeaseLost(id);
            }

            // 1. What the command did goes into the ledger: counted over the whole chunk, so doing it twice does nothing.
            //    A chunk whose tries are used up is settled there, before anybody is told.
            // 2. Then the command is done, out of the queue, and marked to be raised, all in one transaction. It fails
            //    when a progress report changed the row meanwhile: then all is looked at anew.
            // 3. Then the next command of the chain is stored, or the orchestration is told. Dying anywhere before 2 means
            //    that the agent completes it again.
            command.Complete(
                request.LeaseId,
                new CommandCompletion(request.Outcome, request.Result, request.Error),
                time.GetUtcNow(),
                open.StopRequested);
            await ledger.ApplyAsync(command, open, request, cancellationToken);
            await chunkSignatures.ApplyAsync(command, open, request, cancellationToken);
            await signatures.ApplyAsync(agent, command, request, cancellationToken);
            await probes.ApplyAsync(agent, command, request, cancellationToken);
        }
        while (!await account.Commands.TrySubmitAsync(
            CommandCompletions.Move(command, open, time.GetUtcNow()), cancellationToken));

        CommandMeter.Completed(open, request.Outcome, time.GetUtcNow());

        // Not with the request's token: the agent may hang up as soon as its next report tells it that all is done.
        await completions.RaiseAsync(agent.NodeId, id, CancellationToken.None);
        if (command.Name is CommandNames.SignReceipt or CommandNames.ProbeStore)
        {
            // No transfer comes, or comes again, to clear the queue of it.
            await queue.ForgetAsync(agent.NodeId, id, CancellationToken.None);
        }

        return TypedResults.NoContent();
    }

    private static AgentId Agent(ClaimsPrincipal user)
        => AgentId.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!)!.Value;
}
