using DtnBox.Contracts.Schedules;
using static DtnBox.Functions.Tests.Authorization.ColumnSets;

namespace DtnBox.Functions.Tests.Authorization.Rows;

internal static class ScheduleRows
{
    public static Row[] All { get; } =
    [
        new("GET", "/schedules", Members(200)),

        // Whether its owner may do what it says is asked each time it is due.
        new Row("POST", "/schedules", Members(201)).Json(NewScheduleAsync),
        new("GET", "/schedules/{schedule}", Personal(200)),
        new Row("PUT", "/schedules/{schedule}", Personal(200)).Json(NewScheduleAsync),
        new("DELETE", "/schedules/{schedule}", Personal(204)),
    ];

    private static async Task<object> NewScheduleAsync(Things things)
        => new CreateSchedule(await things.NewTransferAsync(), StartAt: things.Now.AddHours(1));
}
