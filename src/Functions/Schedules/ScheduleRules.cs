using DtnBox.Contracts.Schedules;
using DtnBox.Functions.Api;
using DtnBox.Functions.Transfers;

namespace DtnBox.Functions.Schedules;

/// <summary>What a schedule must be to be taken.</summary>
internal static class ScheduleRules
{
    public static FieldErrors Check(CreateSchedule request, string? idempotencyKey)
    {
        if (request.Transfer?.Source is null || request.Transfer.Destination is null)
        {
            var missing = new FieldErrors();
            missing.Require(holds: false, "transfer", "is missing: give source and destination.");
            return missing;
        }

        FieldErrors errors = TransferRules.Check(request.Transfer, idempotencyKey);
        errors.Require(request.Label is null or { Length: <= 200 }, "label", "must have at most 200 characters.");
        errors.Require(
            request.StartAt is null != request.Recurrence is null, "startAt", "give either startAt or recurrence.");
        errors.Require(
            request.Transfer.Settings?.Deadline is null,
            "transfer.settings.deadline",
            "is one moment, and cannot belong to every transfer of a schedule. Leave it out.");
        string? fault = request.Recurrence is { } recurrence ? Occurrences.FaultOf(recurrence) : null;
        errors.Require(fault is null, "recurrence", fault ?? string.Empty);
        return errors;
    }
}
