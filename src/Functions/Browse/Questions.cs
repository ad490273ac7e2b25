using System.Security.Cryptography;
using System.Text.Json;
using Azure.Data.Tables;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Nodes;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Browse;

/// <summary>Asks a node's agents about their store while a person waits.</summary>
/// <remarks>
/// <list type="number">
/// <item>The question is stored, its content first, and an agent's long poll that waits here is woken. One that waits at
/// another instance looks three times a second.</item>
/// <item>An agent takes it, and answers; the answer is stored, its content first.</item>
/// <item>Whoever asked reads the answer and removes everything.</item>
/// </list>
/// Nothing of it needs to survive: a question whose asker has died is answered to nobody, and swept.
/// </remarks>
internal sealed class Questions(
    StorageAccount account, AgentDirectory agents, QuestionBlobs blobs, CommandSignals signals, TimeProvider time)
{
    /// <summary>How long an answer is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>How often an answer is looked for that comes in at another instance.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private TableClient Table => account.Commands;

    /// <summary>Asks a question and waits for the answer.</summary>
    /// <param name="node">Whose agents are asked.</param>
    /// <param name="name">One of <c>QuestionNames</c>.</param>
    /// <param name="input">Its input record.</param>
    /// <param name="cancellationToken">Whoever asked has gone.</param>
    public async Task<Asked<TAnswer>> AskAsync<TAnswer>(
        NodeRow node, string name, object input, CancellationToken cancellationToken)
        where TAnswer : class
    {
        if (QuestionFaults.WhyNobody(node, name, await agents.ListAsync(node.Id, cancellationToken), time.GetUtcNow())
            is { } nobody)
        {
            return new(null, nobody);
        }

        var question = new QuestionRow
        {
            PartitionKey = node.Id,
            RowKey = QuestionRow.Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            Name = name,
            ExpiresAt = time.GetUtcNow() + Patience,
        };
        try
        {
            await blobs.WriteAskedAsync(question.Id, input, cancellationToken);
            await Table.AddEntityAsync(question, cancellationToken);
            signals.Signal(QuestionSignals.Asked(node.Id));
            QuestionRow? row = await WaitAsync(question, cancellationToken);
            AnswerQuestion? answer = row is { Answered: true }
                ? await blobs.ReadAnswerAsync<AnswerQuestion>(question.Id, cancellationToken)
                : null;
            return answer switch
            {
                null => new(null, QuestionFaults.Silent(node, row?.TakenBy)),
                { Result: { } result } => new(result.Deserialize<TAnswer>(ContractJson.Options), null),
                _ => new(null, QuestionFaults.Refused(answer.Error)),
            };
        }
        finally
        {
            // Also for somebody who has hung up: nobody else will read it.
            await Table.DeleteEntityAsync(node.Id, question.RowKey, cancellationToken: CancellationToken.None);
            await blobs.RemoveAsync(question.Id, CancellationToken.None);
        }
    }

    private async Task<QuestionRow?> WaitAsync(QuestionRow question, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task signal = signals.Next(QuestionSignals.Answered(question.PartitionKey));
            QuestionRow? row = await Table.FindAsync<QuestionRow>(
                question.PartitionKey, question.RowKey, cancellationToken);
            TimeSpan left = question.ExpiresAt - time.GetUtcNow();
            if (row is null or { Answered: true } || left <= TimeSpan.Zero)
            {
                return row;
            }

            await signals.WaitAsync(signal, left < LookEvery ? left : LookEvery, cancellationToken);
        }
    }
}
