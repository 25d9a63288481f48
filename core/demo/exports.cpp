#include "core/demo/exports.h"

#include <QDir>

namespace qd::demo {

namespace {

constexpr std::string_view AccountHeaders =
    "Id,Name,Website,ParentId,Owner.Name,Owner.Email,Type,Segment__c,Region__c,BillingCity,BillingCountry,"
    "Industry,NumberOfEmployees,Language__c,Customer_Stage__c,Status__c,ARR__c,CurrencyIsoCode,"
    "Contract_Start__c,Renewal_Date__c,CreatedDate,LastModifiedDate,IsDeleted";
constexpr std::string_view OpportunityHeaders =
    "Id,AccountId,Name,Type,StageName,Amount,CurrencyIsoCode,Probability,ForecastCategoryName,CreatedDate,"
    "CloseDate,Renewal_Date__c,IsClosed,IsWon,Owner.Name";

World worldThen(World world, Month month)
{
    world.asOf = month.lastDay();
    world.options.end = month;
    return world;
}

/// The folder of a day of history, made; a folder that cannot be made is told by the first file in it.
const std::string &withFolder(const std::string &dir, Month month)
{
    QDir(QString::fromStdString(dir)).mkpath(QString::fromStdString(historyName(month, "")));
    return dir;
}

} // namespace

PastMonth::PastMonth(const std::string &dir, const World &present, Month which)
    : month(which)
    , world(worldThen(present, which))
    , accounts(withFolder(dir, which), historyName(which, CrmAccounts), AccountHeaders)
    , opportunities(dir, historyName(which, CrmOpportunities), OpportunityHeaders)
{
}

Exports::Exports(const std::string &dir, const World &world)
    : crmAccounts(dir, CrmAccounts, AccountHeaders)
    , crmOpportunities(dir, CrmOpportunities, OpportunityHeaders)
    , crmContacts(dir, "salesforce_contacts.csv",
          "Id,AccountId,Name,Email,Title,Role__c,Champion__c,Executive_Sponsor__c,LastActivityDate")
    , billingCustomers(dir, "stripe_customers.csv",
          "id,object,name,email,description,created,currency,address_city,address_country,delinquent,livemode,"
          "metadata[crm_account_id]")
    , billingSubscriptions(dir, "stripe_subscriptions.csv",
          "id,object,customer,status,created,start_date,current_period_start,current_period_end,cancel_at,canceled_at,"
          "ended_at,cancel_at_period_end,collection_method,currency,plan_id,plan_product,plan_nickname,plan_amount,"
          "plan_interval,plan_interval_count,quantity,livemode")
    , companies(dir, "gainsight_companies.csv",
          "GSID,Name,SFDC Account Id,Parent Company,CSM,CSM Email,Customer Lifecycle Stage,Status,Segment,Region,"
          "Industry,Employees,ARR,Currency ISO Code,Original Contract Date,Renewal Date,Current Score,"
          "Current Score Label,Created Date")
    , healthScores(dir, "gainsight.health_scores.csv", "account_id,date,model,score,colour")
    , activities(dir, "gainsight.activities.csv", "activity_id,account_id,date,type,owner,outcome")
    , milestones(dir, "gainsight.milestones.csv", "account_id,milestone,due_date,completed_date,owner")
    , organizations(dir, "zendesk_organizations.csv",
          "id,name,domain_names,external_id,created_at,updated_at,shared_tickets,tags")
    , tickets(dir, "zendesk_tickets.csv",
          "id,organization_id,subject,type,priority,status,created_at,updated_at,solved_at,"
          "reply_time_in_minutes,satisfaction_score,tags,via_channel")
    , usage(dir, "pendo_usage.csv", "date,accountId,feature,visitors,licensedUsers,numEvents,numMinutes")
    , surveys(dir, "delighted_nps.csv",
          "Response ID,Survey Type,Score,Comment,Person Name,Person Email,Account ID,Responded At")
    , csms(dir, "people.csms.csv",
          "csm_id,name,email,team,region,languages,segments,start_date,end_date,fte,annual_cost,currency,manager")
    , rates(dir, "finance.fx_rates.csv", "currency,date,rate")
    , invoices(
          dir, "stripe.invoices.csv", "invoice_id,account_id,issued_date,due_date,paid_date,amount,currency,status")
    , risks(dir, "gainsight.risks.csv", "account_id,date,author,status,reason,next_action,next_action_date,call,note")
    , forecasts(dir, "gainsight.forecasts.csv", "period,account_id,date,author,amount,currency,category")
    , plans(dir, "gainsight.plans.csv",
          "plan_id,account_id,objective,kind,owner,created_date,due_date,closed_date,status,value,currency")
    , engagements(dir, "gainsight.engagements.csv", "engagement_id,account_id,date,program,event")
    , escalations(dir, "gainsight.escalations.csv",
          "escalation_id,account_id,opened_at,tier,criterion,responded_at,resolved_at,owner,status")
{
    for (const Month month : historyMonths(world))
        history.emplace_back(dir, world, month);
}

std::vector<CsvFile *> Exports::all()
{
    return {&surveys, &rates, &activities, &healthScores, &milestones, &companies, &usage, &csms, &crmAccounts,
        &crmContacts, &crmOpportunities, &billingCustomers, &billingSubscriptions, &organizations, &tickets, &invoices,
        &risks, &forecasts, &plans, &engagements, &escalations};
}

PlantedFault &Writing::plant(std::string_view kind, std::string_view file, std::vector<std::string> records)
{
    std::string number = std::to_string(faults.size() + 1);
    number.insert(0, number.size() < 4 ? 4 - number.size() : 0, '0');
    PlantedFault fault;
    fault.id = "F" + number;
    fault.kind = kind;
    fault.file = file;
    fault.records = std::move(records);
    faults.push_back(std::move(fault));
    return faults.back();
}

std::string timeText(Date day, std::string_view clock)
{
    return day.iso() + "T" + std::string(clock) + "Z";
}

Date missedUsageDay(const World &world)
{
    const Date around = world.asOf.plusMonths(-2);
    return around.plusDays(-(around.weekday() % 7));
}

} // namespace qd::demo
