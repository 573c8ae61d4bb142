namespace Weiguang.Activities.Organising.Drafts;

/// <summary>What is wrong with a draft: source phrases by field, named as in the API: <c>posts[0].shifts[1].endsAt</c>.</summary>
internal sealed class DraftErrors : Dictionary<string, string[]>
{
    public DraftErrors()
    {
    }

    public DraftErrors(IDictionary<string, string[]> others)
        : base(others)
    {
    }

    public void Need(bool ok, string field, string phrase)
    {
        if (!ok)
        {
            TryAdd(field, [phrase]);
        }
    }
}
