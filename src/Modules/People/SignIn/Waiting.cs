using Microsoft.Extensions.Localization;
using Weiguang.Channels;
using Weiguang.Kernel.Text;

namespace Weiguang.People.SignIn;

/// <summary>Says in plain words why no code was sent, and when to try again.</summary>
internal static class Waiting
{
    public static string Words(IStringLocalizer phrases, CodeSent sent)
    {
        var (phrase, number) = Phrased(sent);
        return phrases[phrase, number];
    }

    /// <summary>The source phrase and its number.</summary>
    public static (string Phrase, int Number) Phrased(CodeSent sent) => sent.Wait switch
    {
        { TotalSeconds: <= 60 } wait => (Phrase.Of("请 {0} 秒后再试"), Up(wait.TotalSeconds)),
        { TotalMinutes: <= 60 } wait => (Phrase.Of("要验证码太勤了，请 {0} 分钟后再试"), Up(wait.TotalMinutes)),
        { } wait => (Phrase.Of("今天要的验证码太多了，请 {0} 小时后再试"), Up(wait.TotalHours)),
        null => sent.Answer switch
        {
            SmsAnswer.Limited => (Phrase.Of("这个号码收到的短信太多了，请过一会儿再试"), 0),
            SmsAnswer.Unreachable => (Phrase.Of("短信发不到这个号码，请看看号码对不对"), 0),
            SmsAnswer.Sent or SmsAnswer.Failed => (Phrase.Of("短信没有发出去，请过一会儿再试"), 0),
        },
    };

    private static int Up(double number) => Math.Max(1, (int)Math.Ceiling(number));
}
