#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace qd {

/// First lines of the CSV files that this program writes and whose texts csvLine() guards. What reads such a file again
/// takes the guard off (withoutGuard), so that export and import give the same text.
namespace own_exports {
inline constexpr std::string_view Accounts = "account,name,parent,segment,region,owner,arr,renewal_date,links";
inline constexpr std::string_view Actions =
    "action_id,account,name,trigger,title,owner,opened_date,due_date,status,level";
inline constexpr std::string_view Breaks = "account,name,field,type,cause,left,right,delta,left_id,right_id";
inline constexpr std::string_view BreaksOfSystems =
    "account,name,field,type,cause,left,right,delta,left_id,right_id,system";
inline constexpr std::string_view BreaksByProduct = "account,name,product,left,right,delta,left_id,right_id";
inline constexpr std::string_view RegisteredBreaks = "account,name,field,type,cause,left,right,delta,left_id,right_id,"
                                                     "break,first_seen,owner,state,note,due_date";
/// As it was before breaks had due dates; files of then are still about.
inline constexpr std::string_view RegisteredBreaksBefore =
    "account,name,field,type,cause,left,right,delta,left_id,right_id,break,first_seen,owner,state,note";
inline constexpr std::string_view CohortsOfGroups = "group,cohort,size,opening,period,value";
inline constexpr std::string_view CustomerData = "customer,name,part,item,state,day,before,now,amount,currency";
inline constexpr std::string_view Decisions = "left_source,left_id,right_source,right_id,decision,by,note";
inline constexpr std::string_view Handover =
    "account,name,segment,region,arr,hours,renewal_date,from,from_name,to,to_name,reason,explanation";
inline constexpr std::string_view Movements =
    "month,group,opening,new,reactivation,expansion,contraction,churn,fx,closing,opening_logos,new_logos,"
    "reactivated_logos,churned_logos,closing_logos";
inline constexpr std::string_view QualityChecks =
    "check,source,entity,field,n,failed,waived,rate,threshold,status,amount";
inline constexpr std::string_view QualityRows = "check,account,source,id,file,line,detail";
inline constexpr std::string_view Quarantine = "batch,file,line,column,code,message,record";
inline constexpr std::string_view RenewalExceptions =
    "CRM Id,Company Id,Company Name,Owner,Segment,Region,Renewal Date,"
    "ARR,Currency,State,Opportunity Id,Exception,What To Do";
inline constexpr std::string_view Renewals =
    "group,due,due_arr,renewed,renewed_arr,retained_arr,lost,lost_arr,pending,pending_arr,auto,rate_logos,rate_arr,"
    "on_time,on_time_rate";
inline constexpr std::string_view Risks = "Company Id,Company Name,Renewal Date,ARR,Currency,Risk Status,Risk Reason,"
                                          "Call,Next Action,Next Action Date,Author,Date";
inline constexpr std::string_view Sample = "account,name,stratum,left_id,right_id,field,left,right,verdict";
} // namespace own_exports

/// The header as a line of the file.
[[nodiscard]] std::string headerLine(std::string_view columns);

/// Whether these are the columns of one of own_exports, letter for letter and in their order.
[[nodiscard]] bool isOwnExport(const std::vector<std::string> &headers);

} // namespace qd
