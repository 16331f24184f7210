# For dashboards: `ctest -D Experimental` writes its XML below Testing/, and sends it where
# WTSCONFORM_CDASH_URL says; docs/many-machines.md says how.
set(CTEST_PROJECT_NAME wtsconform)
set(CTEST_NIGHTLY_START_TIME "01:00:00 UTC")
if(WTSCONFORM_CDASH_URL)
  set(CTEST_SUBMIT_URL ${WTSCONFORM_CDASH_URL})
endif()
