using Weiguang.Kernel.Http;

namespace Weiguang.Cases.Inbox;

/// <summary>A place in the inbox: the case it stands behind.</summary>
internal sealed record CasePlace(CaseKind Kind, DateTime At, Guid Id)
{
    public static string Of(CaseKind kind, OpenCase row) => $"{kind.Code}~{Cursor.Of(row.At, row.Id)}";

    /// <summary>Years in which cases come in and are due; no calendar of working days goes further.</summary>
    private const int First = 2000, Last = 2200;

    /// <summary>Null for the beginning; what is not ours is an error, not another beginning.</summary>
    public static CasePlace? Read(string? cursor, IEnumerable<CaseKind> kinds)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return null;
        }

        var parts = cursor.Split('~');
        return parts.Length == 2 && kinds.FirstOrDefault(k => k.Code == parts[0]) is { } kind && Cursor.Read(parts[1]) is var (at, id) && at.Year is >= First and < Last ? new(kind, at, id) : throw Cursor.Unknown();
    }
}
