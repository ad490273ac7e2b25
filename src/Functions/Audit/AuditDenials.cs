namespace DtnBox.Functions.Audit;

/// <summary>Enters requests that were refused before they came to a handler, or that only wanted to read.</summary>
internal sealed class AuditDenials(RequestDelegate next, Denials denials)
{
    public async Task InvokeAsync(HttpContext context)
    {
        Denial.Mark mark = Denial.Watch();
        context.Features.Set(mark);
        await next(context);

        // What the filter has entered has its outcome already.
        bool denied = context.Response.StatusCode is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden
            || (context.Response.StatusCode == StatusCodes.Status404NotFound && mark.IsSet);
        if (denied && context.Features.Get<AuditRow>() is null)
        {
            await denials.NoteAsync(context, context.GetEndpoint()?.Metadata.GetMetadata<AuditedAction>());
        }
    }
}
