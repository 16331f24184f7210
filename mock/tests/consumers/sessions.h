/* How many sessions of a server somebody is logged on to; -1 where the server cannot be asked. */
#ifndef SESSIONS_H_
#define SESSIONS_H_

#ifdef __cplusplus
extern "C" {
#endif

int CountActiveSessions(const char* server);

#ifdef __cplusplus
}
#endif

#endif /* SESSIONS_H_ */
