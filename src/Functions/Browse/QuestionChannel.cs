using Azure.Data.Tables;
using DtnBox.Contracts.Agents;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Nodes;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Browse;

/// <summary>The agents' side of questions: take and answer.</summary>
internal sealed class QuestionChannel(
    StorageAccount account,
    NodeDirectory nodes,
    AgentDirectory agents,
    QuestionBlobs blobs,
    CommandSignals signals,
    TimeProvider time)
{
    /// <summary>How often a waiting agent's questions are looked at, for those that another instance stored.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(333);

    /// <summary>How long an agent has a question before another one, or the same, is given it as well.</summary>
    private static readonly TimeSpan GivenAgainAfter = TimeSpan.FromSeconds(6);

    private TableClient Table => account.Commands;

    /// <summary>Takes up to <c>Max</c> questions; waits for some as long as asked.</summary>
    public async Task<IReadOnlyList<GivenQuestion>> NextAsync(
        AgentId agent, NextQuestions request, CancellationToken cancellationToken)
    {
        DateTimeOffset end = time.GetUtcNow() + TimeSpan.FromSeconds(request.WaitSeconds);
        while (true)
        {
            Task signal = signals.Next(QuestionSignals.Asked(agent.NodeId));
            IReadOnlyList<GivenQuestion> taken = await TakeAsync(agent, request, cancellationToken);
            TimeSpan left = end - time.GetUtcNow();
            if (taken.Count > 0 || left <= TimeSpan.Zero)
            {
                return taken;
            }

            await signals.WaitAsync(signal, left < LookEvery ? left : LookEvery, cancellationToken);
        }
    }

    /// <summary>Takes an answer. When nobody waits for it any more, it is dropped.</summary>
    public async Task AnswerAsync(AgentId agent, string id, AnswerQuestion answer, CancellationToken cancellationToken)
    {
        if (await Table.FindAsync<QuestionRow>(agent.NodeId, QuestionRow.Prefix + id, cancellationToken)
            is null or { Answered: true })
        {
            return;
        }

        await blobs.WriteAnswerAsync(id, answer, cancellationToken);
        QuestionRow? row = await Table.ChangeAsync<QuestionRow>(
            agent.NodeId,
            QuestionRow.Prefix + id,
            question =>
            {
                bool first = !question.Answered;
                question.Answered = true;
                return first;
            },
            cancellationToken);
        if (row is null)
        {
            await blobs.RemoveAsync(id, CancellationToken.None);
        }

        signals.Signal(QuestionSignals.Answered(agent.NodeId));
    }

    /// <summary>Removes what askers left that died while they waited.</summary>
    public async Task SweepAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        await foreach (NodeRow node in nodes.ListAsync(after: null, cancellationToken))
        {
            await foreach (QuestionRow row in Table.ReadRangeAsync<QuestionRow>(
                node.Id, QuestionRow.Prefix, cancellationToken: cancellationToken))
            {
                if (time.GetUtcNow() - row.ExpiresAt > age)
                {
                    await Table.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
                }
            }
        }

        await blobs.SweepAsync(age, cancellationToken);
    }

    private async Task<IReadOnlyList<GivenQuestion>> TakeAsync(
        AgentId agent, NextQuestions request, CancellationToken cancellationToken)
    {
        List<QuestionRow> free = await Table
            .ReadRangeAsync<QuestionRow>(agent.NodeId, QuestionRow.Prefix, cancellationToken: cancellationToken)
            .Where(row => row.IsFree(time.GetUtcNow()) && request.Knows.Contains(row.Name))
            .Take(request.Max)
            .ToListAsync(cancellationToken);
        List<GivenQuestion> given = [];
        // Asked right before the store's keys leave: a long poll outlives an order.
        if (free.Count == 0
            || await agents.FindAsync(agent, cancellationToken) is not { RevokedAt: null }
            || await nodes.FindAsync(agent.NodeId, cancellationToken) is not { } node)
        {
            return given;
        }

        foreach (QuestionRow row in free)
        {
            row.TakenBy = agent.Name;
            row.GivenAgainAt = time.GetUtcNow() + GivenAgainAfter;
            if (await Table.TrySubmitAsync([TableAccess.Update(row)], cancellationToken)
                && await blobs.ReadAskedAsync(row.Id, cancellationToken) is { } input)
            {
                given.Add(new GivenQuestion(
                    row.Id, row.Name, input, nodes.Connection(node), (row.ExpiresAt - time.GetUtcNow()).TotalSeconds));
            }
        }

        return given;
    }
}
