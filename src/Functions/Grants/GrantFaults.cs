using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Grants;
using DtnBox.Functions.Api;
using DtnBox.Functions.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Grants;

/// <summary>Missing rights in words: who lacks which right where, and who can give it.</summary>
internal static class GrantFaults
{
    public static Fault Missing(string subject, NodeRow node, Location place, Right right)
    {
        string text = $"{place.NodeId}:{place.Bucket}/{place.Prefix}";
        return new Fault(
            FaultCodes.GrantMissing,
            $"'{subject}' may not {(right == Right.Read ? "read" : "write to")} {text}: "
                + $"they do not own {node.Id}, and no {right} grant that holds now covers it.",
            $"'{node.Owner}', who owns {node.Id}, or an administrator can give it: "
                + $"dtnbox grant add {text} --to {subject} --right {right} --until 30d. Then start or restart.");
    }

    public static Fault NodeGone(string nodeId) => new(
        FaultCodes.GrantMissing,
        $"There is no node '{nodeId}' any more, and so nobody has a right on its store.",
        "Start a transfer between nodes that are there.");

    public static ProblemHttpResult Problem(Fault fault) => Problems.Denied(fault.Message, fault.NextStep);
}
